import { expect, test } from "bun:test";
import { ValidationException } from "./validation-exception.ts";

test("the message names each value, and nothing where it is the whole input", () => {
  const errors = [
    { path: [], message: "Must be an array." },
    { path: [2, "id"], message: "Is required." },
  ];
  expect(new ValidationException(errors).message).toBe("Must be an array. 2.id: Is required.");
});

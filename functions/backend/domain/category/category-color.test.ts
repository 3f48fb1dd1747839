import { expect, test } from "bun:test";
import { ValidationException } from "../exception/validation-exception.ts";
import { parseColor } from "./category-color.ts";

test("keeps a colour in lower case", () => {
  expect(parseColor("#1E90FF")).toBe("#1e90ff");
});

test.each(["", "1e90ff", "#1e90f", "#1e90ff0", "#1e90fg", "#1e90ff\n", "blue"])("refuses %j", (text) => {
  expect(() => parseColor(text)).toThrow(ValidationException);
});

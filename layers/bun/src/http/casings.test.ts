import { expect, test } from "bun:test";
import { casings } from "./casings.ts";

test("casings are all different, the lower case first", () => {
  expect([...casings("a-b")]).toEqual(["a-b", "A-b", "a-B", "A-B"]);
  expect(new Set(casings("set-cookie")).size).toBe(512);
  expect([...casings("")]).toEqual([""]);
});

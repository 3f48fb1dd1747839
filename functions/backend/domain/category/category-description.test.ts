import { expect, test } from "bun:test";
import { ValidationException } from "../exception/validation-exception.ts";
import { descriptionProblem, parseDescription } from "./category-description.ts";

test("keeps line breaks and tabs, trims, and composes letters", () => {
  expect(parseDescription(" a\n\tE\u0301\r\n ")).toBe("a\n\tÉ");
});

test.each([
  ["  ", "Must not be empty; use null for none."],
  ["a\u0007", "Must not contain control characters other than line breaks and tabs."],
  ["x".repeat(501), "Must have at most 500 characters; it has 501."],
  ["\udc00", "Must be well-formed Unicode: it holds half of a surrogate pair."],
])("refuses %j", (text, problem) => {
  expect(descriptionProblem(text)).toBe(problem);
  expect(() => parseDescription(text)).toThrow(new ValidationException([{ path: ["description"], message: problem }]));
});

test("takes 500 characters", () => {
  expect(descriptionProblem("😀".repeat(500))).toBeNull();
});

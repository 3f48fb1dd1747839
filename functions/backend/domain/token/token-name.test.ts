import { describe, expect, test } from "bun:test";
import { ValidationException } from "../exception/validation-exception.ts";
import { parseTokenName, tokenNameProblem } from "./token-name.ts";

test("is kept without surrounding white space, in one normal form", () => {
  expect(parseTokenName("  Ma\u0308rz  ")).toBe("M\u00e4rz");
});

test("may have 100 characters, whatever their size", () => {
  expect(tokenNameProblem("😀".repeat(100))).toBeNull();
  expect(tokenNameProblem("😀".repeat(101))).toBe("Must have at most 100 characters; it has 101.");
});

describe("refuses", () => {
  test.each([
    ["", "Must contain at least one visible character."],
    [" \u200b ", "Must contain at least one visible character."],
    ["a\nb", "Must not contain control characters such as line breaks or tabs."],
    ["\ud800", "Must be well-formed Unicode: it holds half of a surrogate pair."],
  ])("%j", (text, problem) => {
    expect(tokenNameProblem(text)).toBe(problem);
    expect(() => parseTokenName(text)).toThrow(ValidationException);
  });
});

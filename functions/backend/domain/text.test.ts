import { describe, expect, test } from "bun:test";
import { lineProblem, linesProblem } from "./text.ts";

describe("one line", () => {
  test.each(["x", "  Acme & Söhne  ", "x".repeat(10), "😀".repeat(10), "👩‍🚀"])("takes %j", (text) => {
    expect(lineProblem(text, 10 + "Acme & Söhne".length)).toBeNull();
  });

  test.each([
    ["", "Must contain at least one visible character."],
    [" \u3000\u200b\u00ad ", "Must contain at least one visible character."],
    ["a\nb", "Must not contain control characters such as line breaks or tabs."],
    ["a\u2028b", "Must not contain control characters such as line breaks or tabs."],
    ["a\u2029b", "Must not contain control characters such as line breaks or tabs."],
    ["x".repeat(11), "Must have at most 10 characters; it has 11."],
    ["a\ud83d", "Must be well-formed Unicode: it holds half of a surrogate pair."],
  ])("refuses %j", (text, problem) => {
    expect(lineProblem(text, 10)).toBe(problem);
  });
});

describe("lines", () => {
  test.each(["x", "a\n\tb\r\nc", " 1234567890 "])("take %j", (text) => {
    expect(linesProblem(text, 10)).toBeNull();
  });

  test.each([
    [" \n ", "Must not be empty; use null for none."],
    ["a\u0007", "Must not contain control characters other than line breaks and tabs."],
    ["x".repeat(11), "Must have at most 10 characters; it has 11."],
    ["a\ud83d", "Must be well-formed Unicode: it holds half of a surrogate pair."],
  ])("refuse %j", (text, problem) => {
    expect(linesProblem(text, 10)).toBe(problem);
  });
});

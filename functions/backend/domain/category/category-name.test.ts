import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { ValidationException } from "../exception/validation-exception.ts";
import { CategoryName } from "./category-name.ts";

const keyOf = (text: string) => CategoryName.restore(text).key;

describe("value", () => {
  test.each([
    ["surrounding white space goes", "  Books\u00a0", "Books"],
    ["decomposed letters are composed", "E\u0301bène", "Ébène"],
    ["what is inside stays", "Books  &  Films", "Books  &  Films"],
  ])("%s", (_rule, text, value) => {
    expect(CategoryName.parse(text).value).toBe(value);
  });

  test("parsing a value again changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), (text) => {
        if (CategoryName.problemOf(text) !== null) return;
        const once = CategoryName.parse(text);
        const twice = CategoryName.parse(once.value);
        expect([twice.value, twice.key]).toEqual([once.value, once.key]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("key", () => {
  test.each([
    ["case", "BOOKS", "books"],
    ["the two small sigmas", "ΣΊΣΥΦΟΣ", "σίσυφος"],
    ["sharp s", "Straße", "STRASSE"],
    ["full width", "Ｂｏｏｋｓ", "books"],
    ["ligatures", "oﬃce", "office"],
    ["kinds and runs of white space", "a \u3000 b", "a b"],
    ["invisible characters", "bo\u200bok\u00ads", "books"],
  ])("levels %s", (_what, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  test.each([
    ["Books", "Book"],
    ["resume", "résumé"],
    ["ab", "a b"],
  ])("tells %p from %p", (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  test("the key of a key is itself, for every character of Unicode", () => {
    const unstable: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
      const isUnassignedPlane = codePoint >= 0x40000 && codePoint < 0xe0000;
      if (isSurrogate || isUnassignedPlane) continue;
      const key = keyOf(`a${String.fromCodePoint(codePoint)}`);
      if (keyOf(key) !== key) unstable.push(codePoint.toString(16));
    }
    expect(unstable).toEqual([]);
  });
});

describe("rules", () => {
  test.each(["x", "x".repeat(100), "😀".repeat(100), "  " + "x".repeat(100) + "  ", "👩‍🚀"])("takes %p", (text) => {
    expect(CategoryName.problemOf(text)).toBeNull();
  });

  test.each([
    ["", "Must contain at least one visible character."],
    [" \u3000 ", "Must contain at least one visible character."],
    ["\u200b\u00ad", "Must contain at least one visible character."],
    ["a\nb", "Must not contain control characters such as line breaks or tabs."],
    ["a\u0000b", "Must not contain control characters such as line breaks or tabs."],
    ["a\u2028b", "Must not contain control characters such as line breaks or tabs."],
    ["x".repeat(101), "Must have at most 100 characters; it has 101."],
    ["😀".repeat(101), "Must have at most 100 characters; it has 101."],
    ["a\ud83d", "Must be well-formed Unicode: it holds half of a surrogate pair."],
  ])("refuses %j", (text, problem) => {
    expect(CategoryName.problemOf(text)).toBe(problem);
    expect(() => CategoryName.parse(text)).toThrow(new ValidationException([{ path: ["name"], message: problem }]));
  });
});

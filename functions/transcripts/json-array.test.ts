import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { splitJsonArray } from "./json-array.ts";

const whitespace = fc.stringMatching(/^[ \t\n\r]{0,3}$/);

/** JSON texts as `JSON.stringify` does not write them, too. */
const jsonText: fc.Arbitrary<string> = fc.oneof(
  fc.json(),
  fc.json().map((text) => JSON.stringify(JSON.parse(text), null, 2)),
  fc.constantFrom(
    "1.0",
    "-0",
    "1e400",
    "12345678901234567890.123",
    '"\\u00e9\\"\\\\"',
    '"],{"',
    '{"a":1,"a":[2]}',
    "[ ]",
    "{ }",
  ),
);

/** Like `JSON.parse`, but undefined for what is no array. */
function parseArray(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

describe("splitJsonArray", () => {
  test("gives each element's text as it stands there", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(whitespace, jsonText, whitespace)), whitespace, (elements, around) => {
        const text = `${around}[${elements.map((parts) => parts.join("")).join(",")}${around}]${around}`;
        expect(splitJsonArray(text)).toEqual(elements.map(([, element]) => element));
      }),
    );
  });

  test("gives texts that are all JSON exactly if the whole is a JSON array", () => {
    const tokens = fc.constantFrom(
      "[",
      "]",
      "{",
      "}",
      ",",
      ":",
      '"',
      "\\",
      "1",
      '"a"',
      " ",
      "null",
      '"\\"',
      "\n",
      "[]",
    );
    const damaged = fc.tuple(fc.array(jsonText), fc.nat(), tokens).map(([elements, position, token]) => {
      const text = `[${elements.join(",")}]`;
      const cut = position % (text.length + 1);
      return text.slice(0, cut) + token + text.slice(cut + 1);
    });
    const random = fc.array(tokens, { maxLength: 12 }).map((parts) => `[${parts.join("")}`);
    fc.assert(
      fc.property(fc.oneof(damaged, random, fc.json()), (text) => {
        const elements = splitJsonArray(text);
        const values = elements?.map((element) => parseArray(`[${element}]`));
        const whole = values?.every((value) => value?.length === 1) === true ? values.flat() : undefined;
        expect(whole).toEqual(parseArray(text));
      }),
      { numRuns: 200 },
    );
  });

  test("takes megabytes of nesting, of white space and of backslashes in its stride", () => {
    const size = 1_000_000;
    const deep = "[".repeat(size) + "]".repeat(size);
    const wide = `{"a":${" ".repeat(size)}1}`;
    const escaped = `"${"\\\\".repeat(size)}"`;
    expect(splitJsonArray(`[${deep},${wide},${escaped}]`)).toEqual([deep, wide, escaped]);
    expect(splitJsonArray("[".repeat(size))).toBeUndefined();
    expect(splitJsonArray(`["${'\\"'.repeat(size)}`)).toBeUndefined();
  });
});

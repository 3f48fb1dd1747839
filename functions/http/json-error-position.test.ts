import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { findJsonError } from "./json-error-position.ts";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ["", 1, 1],
  ["{", 1, 2],
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['{\n  "a": tru\n}', 2, 8],
  ["[1, 2", 1, 6],
  ["[1 2]", 1, 4],
  ["[1,]", 1, 4],
  ["{]", 1, 2],
  ["1 1", 1, 3],
  ["01", 1, 2],
  ["1.", 1, 2],
  ["'a'", 1, 1],
  ['"a\nb"', 1, 1],
  ['"\\x"', 1, 1],
  ['{"a": "\ud83d\ude00", b: 1}', 1, 13],
  ["\ufeff{}", 1, 1],
  ["[\u00a01]", 1, 2],
])("%j goes wrong at line %d, column %d", (text, line, column) => {
  expect(findJsonError(text)).toEqual({ line, column });
  expect(parses(text)).toBe(false);
});

test("finds nothing in any JSON", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary" }), fc.constantFrom(undefined, 2, "\t"), (json, space) => {
      expect(findJsonError(JSON.stringify(JSON.parse(json), null, space))).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test("agrees with JSON.parse about any text made of JSON's parts", () => {
  const part = fc.oneof(
    fc.stringMatching(/^[{}[\]:,"\\ \n\t0-9\-+.eEu]$/),
    fc.constantFrom("true", "null", '"a"', "\\u00e9", "\u0001", "é"),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      expect(findJsonError(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 200 },
  );
});

test("agrees with JSON.parse about JSON that was cut or altered", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 1 }), (json, at, inserted) => {
      const text = json.slice(0, at % (json.length + 1)) + inserted + json.slice((at % (json.length + 1)) + 1);
      expect(findJsonError(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 200 },
  );
});

test("takes nesting that would overflow a stack", () => {
  const depth = 1_000_000;
  expect(findJsonError("[".repeat(depth))).toEqual({ line: 1, column: depth + 1 });
});

test("takes strings of megabytes, plain and escaped", () => {
  const length = 3_000_000;
  expect(findJsonError(`["${"a".repeat(length)}",]`)).toEqual({ line: 1, column: length + 5 });
  expect(findJsonError(`["${"\\n".repeat(length)}",]`)).toEqual({ line: 1, column: 2 * length + 5 });
});

import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { InvalidCursorException } from "./invalid-cursor-exception.ts";

const text = fc.string({ unit: "binary", maxLength: 50 });

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

test("gives back any position for the query it was made for, and is safe in a URL", () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (query, position) => {
      const cursor = encodeCursor(query, position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(query, cursor)).toEqual(position);
    }),
    { numRuns: 200 },
  );
});

test("is refused for another query", () => {
  expect(() => decodeCursor("b", encodeCursor("a", ["1"]))).toThrow(
    new InvalidCursorException("It belongs to a listing with other filters."),
  );
});

test("any other string is refused, never misread", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (cursor) => {
      expect(() => decodeCursor("a", cursor)).toThrow(InvalidCursorException);
    }),
    { numRuns: 200 },
  );
});

describe("is refused when", () => {
  test.each([
    ["empty", ""],
    ["no base64url", "a+b/c="],
    ["padded", `${encode([1, "aa", "x"])}=`],
    ["no JSON", Buffer.from("nonsense").toString("base64url")],
    ["no UTF-8", Buffer.from([0xff, 0xfe]).toString("base64url")],
    ["no array", encode({ version: 1 })],
    ["of another version", encode([2, "a", "x"])],
    ["without query", encode([1])],
    ["its query is no text", encode([1, 7, "x"])],
    ["a part is no text", encode([1, "a", "x", 7])],
    ["far too long", "A".repeat(5000)],
  ])("%s", (_what, cursor) => {
    expect(() => decodeCursor("a", cursor)).toThrow(InvalidCursorException);
  });

  test("its last character holds bits that mean nothing", () => {
    const cursor = encodeCursor("a", ["x"]);
    expect(cursor.length % 4).not.toBe(0);
    const altered = cursor.slice(0, -1) + String.fromCodePoint((cursor.codePointAt(cursor.length - 1) ?? 0) + 1);
    expect(() => decodeCursor("a", altered)).toThrow(InvalidCursorException);
  });
});

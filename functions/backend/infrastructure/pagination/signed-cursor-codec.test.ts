import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { InvalidCursorException } from "../../application/pagination/invalid-cursor-exception.ts";
import { SignedCursorCodec } from "./signed-cursor-codec.ts";

const codec = new SignedCursorCodec(new Uint8Array(32).fill(1));
const text = fc.string({ unit: "binary", maxLength: 50 });

test("gives back any position for the query it was made for, and is safe in a URL", () => {
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (query, position) => {
      const cursor = codec.encode(query, position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(codec.decode(query, cursor)).toEqual(position);
      expect(codec.encode(query, position)).toBe(cursor);
    }),
    { numRuns: 200 },
  );
});

test("is refused for any other query", () => {
  fc.assert(
    fc.property(text, text, fc.array(text, { maxLength: 3 }), (query, other, position) => {
      fc.pre(query !== other);
      expect(() => codec.decode(other, codec.encode(query, position))).toThrow(InvalidCursorException);
    }),
    { numRuns: 100 },
  );
});

test("is refused under another key", () => {
  const other = new SignedCursorCodec(new Uint8Array(32).fill(2));
  expect(() => codec.decode("a", other.encode("a", ["x"]))).toThrow(InvalidCursorException);
});

test("is refused when any bit of it is changed", () => {
  const bytes = Uint8Array.fromBase64(codec.encode("a", ["x", "é"]), { alphabet: "base64url" });
  for (let bit = 0; bit < bytes.byteLength * 8; bit += 1) {
    const forged = Uint8Array.from(bytes, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    const cursor = forged.toBase64({ alphabet: "base64url", omitPadding: true });
    expect(() => codec.decode("a", cursor)).toThrow(InvalidCursorException);
  }
});

test("any other text is refused, never misread", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (cursor) => {
      expect(() => codec.decode("a", cursor)).toThrow(InvalidCursorException);
    }),
    { numRuns: 200 },
  );
});

describe("is refused when", () => {
  const cursor = codec.encode("a", ["x"]);
  test.each([
    ["empty", ""],
    ["unsigned", Buffer.from('["x"]').toString("base64url")],
    ["signed with nothing", Buffer.concat([Buffer.alloc(32), Buffer.from('["x"]')]).toString("base64url")],
    ["cut off", cursor.slice(0, -1)],
    ["padded", `${cursor}=`],
    ["in plain base64", "a+b/".repeat(20)],
    ["far too long", "A".repeat(5000)],
  ])("%s", (_what, cursor) => {
    expect(() => codec.decode("a", cursor)).toThrow(InvalidCursorException);
  });

  test("its last character holds bits that mean nothing", () => {
    expect(cursor.length % 4).not.toBe(0);
    const altered = cursor.slice(0, -1) + String.fromCodePoint((cursor.codePointAt(cursor.length - 1) ?? 0) + 1);
    expect(() => codec.decode("a", altered)).toThrow(InvalidCursorException);
  });
});

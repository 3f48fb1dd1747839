import { describe, expect, test } from "bun:test";
import { array, assert, integer, nat, property, string, uint8Array } from "fast-check";
import { MalformedResultError } from "../gateway/response-metadata.ts";
import { PreludeReader } from "./prelude-reader.ts";
import { prelude } from "./testing/fake-stream.ts";

/** Cuts bytes at these offsets. */
function cut(bytes: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const bounds = [0, ...offsets.toSorted((a, b) => a - b), bytes.byteLength];
  return bounds.slice(1).map((end, index) => bytes.subarray(bounds[index], end));
}

test("a prelude is found however its bytes are cut, and what follows is left as it is", () => {
  const status = integer({ min: 200, max: 599 });
  const value = string({ unit: "grapheme-ascii" }).map((text) => text.trim());
  const body = uint8Array({ maxLength: 40 });
  assert(
    property(status, value, body, array(nat(100), { maxLength: 6 }), (statusCode, text, rest, offsets) => {
      const bytes = Buffer.concat([prelude({ statusCode, headers: { "content-type": "a/b", "x-text": text } }), rest]);
      const reader = new PreludeReader();
      const behind: Uint8Array[] = [];
      let found: ReturnType<PreludeReader["read"]>;
      for (const chunk of cut(
        bytes,
        offsets.map((offset) => Math.min(offset, bytes.byteLength)),
      )) {
        if (found !== undefined) behind.push(chunk);
        else found = reader.read(chunk);
      }
      expect(found).toMatchObject({
        status: statusCode,
        headers: [
          ["content-type", "a/b"],
          ["x-text", text],
        ],
      });
      expect(Buffer.concat([found?.rest ?? Buffer.alloc(0), ...behind])).toEqual(Buffer.from(rest));
    }),
    { numRuns: 200 },
  );
});

test("status and content type have defaults, cookies come as headers", () => {
  expect(new PreludeReader().read(prelude({ cookies: ["a=1", "b=2"] }))).toEqual({
    status: 200,
    headers: [
      ["Content-Type", "application/octet-stream"],
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
    ],
    rest: Buffer.alloc(0),
  });
});

describe("what is no prelude is refused", () => {
  test.each([
    ["no JSON", Buffer.concat([Buffer.from("{"), Buffer.alloc(8)])],
    ["no object", prelude([1])],
    ["a status that HTTP does not have", prelude({ statusCode: 99 })],
    ["a header with a line break", prelude({ headers: { a: "b\r\nc: d" } })],
    ["too much before its end", prelude({ headers: { a: "x".repeat(16 * 1024) } })],
    ["too much without an end", Buffer.alloc(16 * 1024 + 1, "x")],
  ])("%s", (_, bytes) => {
    expect(() => new PreludeReader().read(bytes)).toThrow(MalformedResultError);
  });
});

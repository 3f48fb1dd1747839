import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { lines } from "./lines.ts";

async function* chunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

test("lines do not depend on how the output is cut into chunks", async () => {
  const line = fc.string({ unit: "binary" }).filter((text) => !text.includes("\n") && text.isWellFormed());
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.integer({ min: 0, max: 5 })), async (expected, sizes) => {
      const bytes = new TextEncoder().encode(expected.map((text) => `${text}\n`).join(""));
      expect(await Array.fromAsync(lines(chunks(bytes, sizes)))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("a last line without line feed is one too, and bytes that are not UTF-8 are replaced", async () => {
  const bytes = new Uint8Array([97, 10, 98, 0xff, 0xc3]);
  expect(await Array.fromAsync(lines(chunks(bytes, [])))).toEqual(["a", "b\uFFFD\uFFFD"]);
});

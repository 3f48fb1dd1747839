import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { packBlocks, unpackBlock } from "./entry-block.ts";

const kibibyte = 1024;

function entriesOf(texts: readonly string[]) {
  return texts.map((json, index) => ({ id: String(index), json }));
}

describe("blocks of entries", () => {
  test("give every text back, in order", () => {
    const text = fc.json({ stringUnit: "binary" }).filter((json) => json.isWellFormed());
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (texts) => {
        const blocks = packBlocks(entriesOf(texts));
        expect(blocks.flatMap(({ payload }) => unpackBlock(payload))).toEqual(texts);
      }),
    );
  });

  test("count their entries and bytes, and are few", () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 300 * kibibyte }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, (sizes) => {
        const texts = sizes.map((size) => `"${"a".repeat(size - 2)}"`);
        const blocks = packBlocks(entriesOf(texts));
        const byteCount = sizes.reduce((sum, size) => sum + size);

        expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(sizes.length);
        expect(blocks.reduce((sum, block) => sum + block.byteCount, 0)).toBe(byteCount);
        for (const block of blocks) if (block.count > 1) expect(block.byteCount).toBeLessThanOrEqual(256 * kibibyte);
        expect(blocks.length).toBeLessThanOrEqual((2 * byteCount) / (256 * kibibyte) + 1);
      }),
      { numRuns: 50 },
    );
  });

  test("are the same for the same entries, so that a retry writes the same chunks", () => {
    const texts = Array.from({ length: 100 }, (_, index) => JSON.stringify({ index, text: "é".repeat(index) }));
    expect(packBlocks(entriesOf(texts))).toEqual(packBlocks(entriesOf(texts)));
  });

  test("keep a byte order mark", () => {
    const [block] = packBlocks(entriesOf(['\ufeff"a"']));
    expect(unpackBlock(block?.payload ?? new Uint8Array())).toEqual(['\ufeff"a"']);
  });
});

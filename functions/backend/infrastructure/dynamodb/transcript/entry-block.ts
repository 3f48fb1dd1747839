import type { Entry } from "../../../domain/transcript/entry.ts";

/** A block is unpacked as a whole: small enough that reading one entry is cheap, large enough to compress well. */
const maximumBlockBytes = 256 * 1024;

/** Consecutive entries in the form in which they are stored. */
export interface EntryBlock {
  readonly count: number;
  /** Of the JSON texts together. */
  readonly byteCount: number;
  /** JSON Lines in UTF-8, compressed with Zstandard (RFC 8878). */
  readonly payload: Uint8Array;
}

/**
 * Packs entries into blocks of at most 256 KiB of JSON; a larger entry gets a block of its own. The same entries always
 * give the same blocks. `n` bytes of JSON make at most `2 n / 256 KiB + 1` blocks, since no two neighbours fit into one.
 */
export function packBlocks(entries: readonly Entry[]): readonly EntryBlock[] {
  const blocks: EntryBlock[] = [];
  let lines: string[] = [];
  let byteCount = 0;
  const close = () => {
    if (lines.length > 0) blocks.push({ count: lines.length, byteCount, payload: compress(lines.join("\n")) });
    lines = [];
    byteCount = 0;
  };
  for (const { json } of entries) {
    const size = Buffer.byteLength(json);
    if (byteCount + size > maximumBlockBytes) close();
    lines.push(json);
    byteCount += size;
  }
  close();
  return blocks;
}

/** The JSON texts in a block's payload. */
export function unpackBlock(payload: Uint8Array): readonly string[] {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Bun.zstdDecompressSync(payload)).split("\n");
}

function compress(text: string): Uint8Array {
  return Bun.zstdCompressSync(text);
}

import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Entry } from "../../../domain/transcript/entry.ts";
import { inBatches } from "../batches.ts";
import { batchWrite } from "../batch-write.ts";
import { packBlocks } from "./entry-block.ts";
import { chunkKey } from "./transcript-keys.ts";

/**
 * What stands in the segment's own item. More would be read by everyone who looks for a place in the transcript, and
 * transactions write at twice the price.
 */
const maximumInlineBytes = 32 * 1024;

/** An item may have 400 KB. */
const chunkBytes = 256 * 1024;

/** So few that a request takes a small part of the time that a try may take. */
const chunksAtOnce = 4;

type ChunkKey = ReturnType<typeof chunkKey>;

/** Where a block's payload is that does not stand in its segment. */
export interface ChunkedPayload {
  /** SHA-256 of the payload in base64url: the same payload has the same chunks, however often it is sent. */
  readonly digest: string;
  readonly chunkCount: number;
}

/** Entries that are packed, without their place in the transcript. */
export interface StoredSegment {
  readonly count: number;
  /** Of the entries' JSON. */
  readonly byteCount: number;
  /** The payload of the entries' block, or where that is. */
  readonly block: Uint8Array | ChunkedPayload;
}

/** Entries that are packed, with the keys of what was written for them. */
export interface StoredEntries {
  readonly segments: readonly StoredSegment[];
  readonly chunkKeys: readonly ChunkKey[];
}

/**
 * Packs entries, and writes chunks of what is too large for a segment's item. Nobody looks for the chunks before a segment
 * names them.
 *
 * @param expiry Attributes that each item gets.
 */
export async function storeSegments(
  client: DynamoDBDocumentClient,
  table: string,
  sessionId: string,
  entries: readonly Entry[],
  expiry: object,
): Promise<StoredEntries> {
  const chunks: { readonly key: ChunkKey; readonly payload: Uint8Array }[] = [];
  const segments = packBlocks(entries).map(({ count, byteCount, payload }): StoredSegment => {
    if (payload.byteLength <= maximumInlineBytes) return { count, byteCount, block: payload };
    const digest = new Bun.CryptoHasher("sha256").update(payload).digest("base64url");
    const chunkCount = Math.ceil(payload.byteLength / chunkBytes);
    for (let index = 0; index < chunkCount; index += 1) {
      const part = payload.subarray(index * chunkBytes, (index + 1) * chunkBytes);
      chunks.push({ key: chunkKey(sessionId, digest, index), payload: part });
    }
    return { count, byteCount, block: { digest, chunkCount } };
  });
  for (const batch of inBatches(chunks, chunksAtOnce)) {
    const items = batch.map(({ key, payload }) => Object.assign({ payload }, key, expiry));
    await batchWrite(client, table, items);
  }
  return { segments, chunkKeys: chunks.map(({ key }) => key) };
}

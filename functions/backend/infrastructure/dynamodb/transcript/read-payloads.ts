import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { batchGet } from "../batch-get.ts";
import { fromChunkItem, type Segment } from "./transcript-item.ts";
import { chunkKey } from "./transcript-keys.ts";

/**
 * The payloads of segments' blocks, one for each segment up to the first whose chunks are gone, as those of a session are
 * that is being deleted.
 */
export async function readPayloads(
  client: DynamoDBDocumentClient,
  table: string,
  sessionId: string,
  segments: readonly Segment[],
): Promise<readonly Uint8Array[]> {
  const keys = segments.flatMap((segment) => chunkKeys(sessionId, segment));
  const items = keys.length === 0 ? [] : (await batchGet(client, table, keys)).map(fromChunkItem);
  const chunks = new Map(items.map(({ sk, payload }) => [sk, payload]));
  const payloads: Uint8Array[] = [];
  for (const segment of segments) {
    if (segment.block instanceof Uint8Array) {
      payloads.push(segment.block);
      continue;
    }
    const parts = chunkKeys(sessionId, segment).flatMap(({ sk }) => chunks.get(sk) ?? []);
    if (parts.length < segment.block.chunkCount) break;
    payloads.push(Buffer.concat(parts));
  }
  return payloads;
}

function chunkKeys(sessionId: string, { block }: Segment) {
  if (block instanceof Uint8Array) return [];
  return Array.from({ length: block.chunkCount }, (_, index) => chunkKey(sessionId, block.digest, index));
}

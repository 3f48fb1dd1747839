import { batchWrite } from "../infrastructure/dynamodb/batch-write.ts";
import { sessionKey } from "../infrastructure/dynamodb/session-keys.ts";
import type { EmulatedStore } from "./emulated-store.ts";

/**
 * Puts items into a session's partition, in front of its own item and behind it, as a transcript of some length has
 * them.
 */
export async function putTranscriptItems(store: EmulatedStore, sessionId: string, count: number): Promise<void> {
  const { pk } = sessionKey(sessionId);
  const items = Array.from({ length: count }, (_, index) => ({ pk, sk: `${index % 2 === 0 ? "A" : "T"}#${index}` }));
  await batchWrite(store.client, store.tableName("Sessions"), items);
}

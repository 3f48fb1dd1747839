import { sessionKey } from "../session-keys.ts";

// An alias, since an interface is no Record.
type Key = Readonly<Record<"pk" | "sk", string>>;

/** In place of a sequence: behind all of them. */
const end = "~";

/** The item that holds the entries up to the given one. A later segment sorts after it. */
export function segmentKey(sessionId: string, lastSequence: number): Key {
  return inPartition(sessionId, `SEGMENT#${padded(lastSequence, 10)}`);
}

/** A key behind every segment. */
export function segmentEndKey(sessionId: string): Key {
  return inPartition(sessionId, `SEGMENT#${end}`);
}

/** @param digest Of the whole payload that the chunk is a part of, so that the same bytes have the same place. */
export function chunkKey(sessionId: string, digest: string, index: number): Key {
  return inPartition(sessionId, `CHUNK#${digest}#${padded(index, 2)}`);
}

export function idBucketKey(sessionId: string, bucket: number): Key {
  return inPartition(sessionId, `IDS#${padded(bucket, 2)}`);
}

function inPartition(sessionId: string, sk: string): Key {
  return { pk: sessionKey(sessionId).pk, sk };
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, "0");
}

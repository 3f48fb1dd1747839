import * as v from "valibot";
import { type SessionState, sessionStates } from "../../../domain/session/session-state.ts";
import { deletingState } from "../session-keys.ts";

const bytes = v.instance(Uint8Array);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const sessionSchema = v.object({
  state: v.picklist([...sessionStates, deletingState]),
  entryCount: count,
  expiresAt: v.optional(v.number()),
});

/** A session as its transcript sees it. */
export interface TranscriptSession {
  readonly state: SessionState;
  readonly entryCount: number;
  /** Seconds since 1970. Every item of the transcript expires with its session. */
  readonly expiresAt: number | undefined;
}

/**
 * Null where there is no session that anybody may see: DynamoDB takes up to two days to remove what has expired.
 *
 * @throws ValiError when the item is none of a session's: the table was written by something else.
 */
export function toTranscriptSession(item: unknown, now: Date): TranscriptSession | null {
  if (item === undefined) return null;
  const { state, entryCount, expiresAt } = v.parse(sessionSchema, item);
  const isGone = state === deletingState || (expiresAt !== undefined && expiresAt * 1000 <= now.getTime());
  return isGone ? null : { state, entryCount, expiresAt };
}

const segmentSchema = v.object({
  firstSequence: count,
  lastSequence: count,
  /** Of its entries' JSON. */
  byteCount: count,
  /** Its block of entries, or where that is. */
  block: v.union([bytes, v.object({ digest: v.string(), chunkCount: count })]),
});

/** Consecutive entries that were appended together. */
export type Segment = v.InferOutput<typeof segmentSchema>;

/** @throws ValiError */
export function fromSegmentItem(item: unknown): Segment {
  return v.parse(segmentSchema, item);
}

const chunkSchema = v.object({ sk: v.string(), payload: bytes });

/** @throws ValiError */
export function fromChunkItem(item: unknown): v.InferOutput<typeof chunkSchema> {
  return v.parse(chunkSchema, item);
}

const idBucketSchema = v.object({ sk: v.string(), ids: bytes, idCount: count });

/** @throws ValiError */
export function fromIdBucketItem(item: unknown): v.InferOutput<typeof idBucketSchema> {
  return v.parse(idBucketSchema, item);
}

/** The attribute that lets an item expire with its session; none where that does not expire. */
export function expiryOf({ expiresAt }: TranscriptSession): { expiresAt?: number } {
  return expiresAt === undefined ? {} : { expiresAt };
}

import type { SessionState } from "../session/session-state.ts";
import type { Entry } from "./entry.ts";
import { EntryExistsException } from "./entry-exists-exception.ts";
import { SessionEndedException } from "./session-ended-exception.ts";
import { maximumTranscriptEntries, TranscriptFullException } from "./transcript-full-exception.ts";
import { TranscriptPositionException } from "./transcript-position-exception.ts";

/** An entry that the transcript already has. */
export interface KnownEntry {
  readonly sequence: number;
  /** Whether its text is the one that is to be appended. */
  readonly isSame: boolean;
}

/** What has to be known of a transcript to append to it. */
export interface TranscriptEnd {
  readonly sessionId: string;
  readonly state: SessionState;
  /** 0 when it is empty. */
  readonly lastSequence: number;
  /** By id: those of the entries to be appended that the transcript has. */
  readonly known: ReadonlyMap<string, KnownEntry>;
}

/** What became of one entry of a batch. */
export interface EntryReceipt {
  readonly id: string;
  readonly sequence: number;
  /** False where the transcript had it before. */
  readonly isNew: boolean;
}

/** What an append writes, and what its writer is told. */
export interface AppendPlan {
  /** To be written, in order, right behind the last entry. */
  readonly additions: readonly Entry[];
  /** For each entry of the batch, in its order. */
  readonly receipts: readonly EntryReceipt[];
  /** Of the transcript once the additions are in. */
  readonly lastSequence: number;
}

/**
 * Decides what appending a batch means. A batch that the transcript has completely is answered as it was the first time,
 * whatever has happened since: the writer may not have got that answer.
 *
 * @param expectedLast The last sequence that the writer has seen, where the batch is good only right behind it.
 * @throws EntryExistsException, SessionEndedException, TranscriptPositionException, TranscriptFullException
 */
export function planAppend(end: TranscriptEnd, batch: readonly Entry[], expectedLast: number | undefined): AppendPlan {
  const additions: Entry[] = [];
  const receipts = batch.map((entry): EntryReceipt => {
    const known = end.known.get(entry.id);
    if (known?.isSame === false) throw new EntryExistsException(entry.id, known.sequence);
    if (known !== undefined) return { id: entry.id, sequence: known.sequence, isNew: false };
    additions.push(entry);
    return { id: entry.id, sequence: end.lastSequence + additions.length, isNew: true };
  });
  // What is known may have been read a moment after the end.
  const lastSequence = Math.max(end.lastSequence + additions.length, ...receipts.map(({ sequence }) => sequence));
  if (additions.length === 0) return { additions, receipts, lastSequence };

  if (end.state !== "running") throw new SessionEndedException(end.sessionId, end.state);
  if (expectedLast !== undefined && expectedLast !== end.lastSequence) {
    throw new TranscriptPositionException(expectedLast, end.lastSequence);
  }
  if (lastSequence > maximumTranscriptEntries) throw new TranscriptFullException(end.lastSequence);
  return { additions, receipts, lastSequence };
}

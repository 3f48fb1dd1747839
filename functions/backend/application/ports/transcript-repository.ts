import type { TranscriptEnd } from "../../domain/transcript/append-plan.ts";
import type { Entry, PlacedEntry } from "../../domain/transcript/entry.ts";

/** A part of a transcript: a run of consecutive entries, cut where `limit` or `maximumBytes` is reached. */
export interface TranscriptQuery {
  readonly sessionId: string;
  /** Only entries with a greater sequence; 0 for all. */
  readonly after: number;
  /** Only entries with a smaller sequence; undefined for all. */
  readonly before: number | undefined;
  /** From which end of that range the page is filled, and the order in which it is given. */
  readonly order: "ascending" | "descending";
  /** The most entries to give, at least 1. */
  readonly limit: number;
  /** The most bytes of JSON to give. The first entry is given whatever its size. */
  readonly maximumBytes: number;
}

/** A run of consecutive entries, in the order that was asked for. */
export interface TranscriptPage {
  /** May be fewer than `limit` although more follow. Never empty while the range has entries. */
  readonly entries: readonly PlacedEntry[];
  /** Of the whole transcript; 0 when it is empty. */
  readonly lastSequence: number;
}

/** Appends one batch to one transcript. Good for one append, which may take several tries. */
export interface TranscriptWriter {
  /** The transcript's end as of the last completed change; null when there is no such session. */
  findEnd(): Promise<TranscriptEnd | null>;

  /**
   * Appends entries of the batch right behind the end that was found last: all of them, or none and answers false, as the
   * transcript or its session have changed since.
   */
  append(additions: readonly Entry[]): Promise<boolean>;
}

/**
 * Keeps transcripts. A session that is being deleted or has expired has none. Any method may throw
 * ServiceUnavailableException: try again later.
 */
export interface TranscriptRepository {
  createWriter(sessionId: string, batch: readonly Entry[]): TranscriptWriter;

  /** Null when there is no such session. */
  findPage(query: TranscriptQuery): Promise<TranscriptPage | null>;
}

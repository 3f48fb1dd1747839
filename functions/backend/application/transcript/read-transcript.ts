import type { PlacedEntry } from "../../domain/transcript/entry.ts";
import type { ReadEntries, ReadEntriesOutput } from "./read-entries.ts";

/** So many entries are read in one step. */
const stepEntries = 1_000;

export interface ReadTranscriptInput {
  readonly sessionId: string;
  /** Only entries with a greater sequence; 0 for all. */
  readonly after: number;
  /** The most bytes of JSON to give. The first entry is given whatever its size. */
  readonly maximumBytes: number;
}

/** Reads a transcript from any sequence towards its end, as much at once as the caller can take. */
export class ReadTranscript {
  readonly #readEntries: ReadEntries;

  constructor(readEntries: ReadEntries) {
    this.#readEntries = readEntries;
  }

  /**
   * At least half of `maximumBytes`, unless the transcript ends before or an entry is larger than what is left.
   *
   * @throws SessionNotFoundException
   */
  async execute({ sessionId, after, maximumBytes }: ReadTranscriptInput): Promise<ReadEntriesOutput> {
    const entries: PlacedEntry[] = [];
    let bytesLeft = maximumBytes;
    for (;;) {
      const step = await this.#readEntries.execute({
        sessionId,
        after: entries.at(-1)?.sequence ?? after,
        before: undefined,
        order: "ascending",
        limit: stepEntries,
        maximumBytes: bytesLeft,
      });
      const byteCount = step.entries.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0);
      if (entries.length > 0 && byteCount > bytesLeft) return { ...step, entries, hasMore: true };
      entries.push(...step.entries);
      bytesLeft -= byteCount;
      if (!step.hasMore || bytesLeft < maximumBytes / 2) return { ...step, entries };
    }
  }
}

import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import type { PlacedEntry } from "../../domain/transcript/entry.ts";
import type { TranscriptQuery, TranscriptRepository } from "../ports/transcript-repository.ts";

export interface ReadEntriesOutput {
  /** May be fewer than asked for, although there are more. */
  readonly entries: readonly PlacedEntry[];
  /** Of the whole transcript; 0 when it is empty. */
  readonly lastSequence: number;
  /** Whether the range has entries beyond these, in the direction of the order. */
  readonly hasMore: boolean;
}

/** Reads a part of a session's transcript, from any sequence in either direction. */
export class ReadEntries {
  readonly #transcripts: TranscriptRepository;

  constructor(transcripts: TranscriptRepository) {
    this.#transcripts = transcripts;
  }

  /** @throws SessionNotFoundException */
  async execute(query: TranscriptQuery): Promise<ReadEntriesOutput> {
    const page = await this.#transcripts.findPage(query);
    if (page === null) throw new SessionNotFoundException(query.sessionId);
    return { ...page, hasMore: hasMore(query, page.entries.at(-1), page.lastSequence) };
  }
}

/** Sequences have no gaps: where the last entry stands tells what is left. */
function hasMore({ after, before, order }: TranscriptQuery, last: PlacedEntry | undefined, lastSequence: number) {
  if (last === undefined) return false;
  if (order === "descending") return last.sequence > after + 1;
  return last.sequence < Math.min(lastSequence, (before ?? Infinity) - 1);
}

import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import { type AppendPlan, planAppend } from "../../domain/transcript/append-plan.ts";
import type { JsonText } from "../../domain/transcript/entry.ts";
import { parseEntryBatch } from "../../domain/transcript/entry-batch.ts";
import type { TranscriptRepository } from "../ports/transcript-repository.ts";

/** A try is in vain only when somebody else has appended meanwhile: so many others may do so at the same time. */
const maximumTries = 20;

export interface AppendEntriesInput {
  readonly sessionId: string;
  /** The entries to append, in order. */
  readonly texts: readonly JsonText[];
  /** The last sequence that the writer knows of, where the batch is good only right behind it. */
  readonly after: number | undefined;
}

/** Appends a batch to a session's transcript: completely or not at all, and once, however often it is sent. */
export class AppendEntries {
  readonly #transcripts: TranscriptRepository;

  constructor(transcripts: TranscriptRepository) {
    this.#transcripts = transcripts;
  }

  /**
   * @throws ValidationException, SessionNotFoundException, EntryExistsException, SessionEndedException,
   *   TranscriptPositionException, TranscriptFullException; ServiceUnavailableException when others append all the time
   */
  async execute({ sessionId, texts, after }: AppendEntriesInput): Promise<AppendPlan> {
    const batch = parseEntryBatch(texts);
    const writer = this.#transcripts.createWriter(sessionId, batch);
    for (let tries = 0; tries < maximumTries; tries += 1) {
      const end = await writer.findEnd();
      if (end === null) throw new SessionNotFoundException(sessionId);
      const plan = planAppend(end, batch, after);
      if (plan.additions.length === 0 || (await writer.append(plan.additions))) return plan;
    }
    throw new ServiceUnavailableException("overloaded", "Others append to the transcript all the time. Try again.", 1);
  }
}

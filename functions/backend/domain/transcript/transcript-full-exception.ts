import { ConflictException } from "../exception/conflict-exception.ts";

/** The most entries of one transcript. What an append costs grows with their number. */
export const maximumTranscriptEntries = 50_000;

/** The transcript takes no more entries. */
export class TranscriptFullException extends ConflictException {
  constructor(lastSequence: number) {
    super(
      "transcript-full",
      `A transcript has at most ${maximumTranscriptEntries} entries; this one has ${lastSequence}. Nothing was appended. ` +
        "Go on in another session.",
      { lastSequence, maximum: maximumTranscriptEntries },
    );
  }
}

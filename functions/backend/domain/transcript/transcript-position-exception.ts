import { ConflictException } from "../exception/conflict-exception.ts";

/** Somebody else has appended since the writer looked. */
export class TranscriptPositionException extends ConflictException {
  constructor(expected: number, lastSequence: number) {
    super(
      "transcript-position",
      `The transcript's last entry has the sequence ${lastSequence}, not ${expected}. Nothing was appended. Read what ` +
        `comes after ${Math.min(expected, lastSequence)}, then append with after=${lastSequence}, or without after to ` +
        "append wherever the end is.",
      { lastSequence },
    );
  }
}

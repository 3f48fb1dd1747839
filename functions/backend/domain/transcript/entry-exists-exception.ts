import { ConflictException } from "../exception/conflict-exception.ts";

/** An id stands for one content: what was written once is never replaced. */
export class EntryExistsException extends ConflictException {
  constructor(id: string, sequence: number) {
    super(
      "entry-exists",
      `The transcript has another entry with the id ${id}, at sequence ${sequence}. Nothing was appended. Send an entry ` +
        "again exactly as before, byte by byte, or give a new one an id of its own.",
      { id, sequence },
    );
  }
}

import { ConflictException } from "../exception/conflict-exception.ts";

/** An archived client gets no new sessions. */
export class ClientArchivedException extends ConflictException {
  constructor(id: string) {
    super(
      "client-archived",
      `The client ${id} is archived, so that no session can be started for it. Change its state to active first.`,
      { id },
    );
  }
}

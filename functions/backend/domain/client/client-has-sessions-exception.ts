import { ConflictException } from "../exception/conflict-exception.ts";

/** A client cannot be deleted before its sessions. */
export class ClientHasSessionsException extends ConflictException {
  constructor(id: string) {
    super(
      "client-has-sessions",
      `The client ${id} has sessions. Delete them first, or archive the client: then no session can be started for it.`,
      { id },
    );
  }
}

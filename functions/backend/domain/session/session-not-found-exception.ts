import { NotFoundException } from "../exception/not-found-exception.ts";

/** No session has the id that the request is about: it has expired, is being deleted, or was never there. */
export class SessionNotFoundException extends NotFoundException {
  constructor(id: string) {
    super(
      "session-not-found",
      `There is no session ${id}; it may have expired. List the sessions to find the id of an existing one.`,
      { id },
    );
  }
}

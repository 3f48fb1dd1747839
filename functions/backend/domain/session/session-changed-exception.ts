import { PreconditionFailedException } from "../exception/precondition-failed-exception.ts";

/** The session is not in a version that the caller allows to be changed. */
export class SessionChangedException extends PreconditionFailedException {
  constructor(id: string) {
    super(
      "session-changed",
      `The session ${id} is not in the version that the request was made for. Read it again, apply the change to what ` +
        "it is now and send the version that was read.",
      { id },
    );
  }
}

import { ServiceUnavailableException } from "../exception/service-unavailable-exception.ts";

const retryAfterSeconds = 1;

/** The deletion of a session has begun and is to be continued by the same request. */
export class SessionDeletionUnfinishedException extends ServiceUnavailableException {
  constructor(id: string, options?: ErrorOptions) {
    super(
      "session-deletion-unfinished",
      `The session ${id} is gone, but not all of its transcript has been deleted yet. Send the same request again to go on.`,
      retryAfterSeconds,
      options,
    );
  }
}

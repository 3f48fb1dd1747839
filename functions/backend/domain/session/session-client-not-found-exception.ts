import { ValidationException } from "../exception/validation-exception.ts";

/** The client of a new session does not exist. A mistake in what was sent, as the request is about the session. */
export class SessionClientNotFoundException extends ValidationException {
  constructor(clientId: string) {
    super(
      [{ path: ["clientId"], message: `There is no client ${clientId}. Use the id of an existing client.` }],
      "session-client-not-found",
    );
  }
}

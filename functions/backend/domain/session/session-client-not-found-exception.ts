import { ValidationException } from "../exception/validation-exception.ts";

export class SessionClientNotFoundException extends ValidationException {
  constructor(clientId: string) {
    super(
      [{ path: ["clientId"], message: `There is no client ${clientId}. Use the id of an existing client.` }],
      "session-client-not-found",
    );
  }
}

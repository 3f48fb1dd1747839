import { ConflictException } from "../exception/conflict-exception.ts";

/** A repeated creation would change the secret of a token that somebody holds already. */
export class TokenInUseException extends ConflictException {
  constructor(id: string) {
    super(
      "token-in-use",
      `The token ${id}, which this request made before, has been used or revoked since: it cannot be shown once more. Send ` +
        "the request with another Idempotency-Key for another token.",
      { id },
    );
  }
}

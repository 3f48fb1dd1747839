import { PreconditionFailedException } from "../exception/precondition-failed-exception.ts";

/** The token is not in a version that the caller allows to be changed. */
export class TokenChangedException extends PreconditionFailedException {
  constructor(id: string) {
    super(
      "token-changed",
      `The token ${id} is not in the version that the request was made for. Read it again and send the version that was ` +
        "read, or * to revoke it whatever its version is.",
      { id },
    );
  }
}

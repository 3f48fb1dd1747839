import { ForbiddenException } from "../exception/forbidden-exception.ts";

/** The caller wants to give, or to take, what their own token does not have. */
export class GrantExceededException extends ForbiddenException {
  constructor(what: string) {
    super("grant-exceeded", `${what} Use a token that has at least as much, such as one with the scope admin.`);
  }
}

/** For a while after its revocation the authorizer's answer about a token is kept: it can be used, but passed on no more. */
export function creatorRevoked(): GrantExceededException {
  return new GrantExceededException("Your token has been revoked, and gives nothing any more.");
}

import { ForbiddenException } from "../exception/forbidden-exception.ts";

/** The caller wants to give, or to take, what their own token does not have. */
export class GrantExceededException extends ForbiddenException {
  constructor(what: string) {
    super("grant-exceeded", `${what} Use a token that has at least as much, such as one with the scope admin.`);
  }
}

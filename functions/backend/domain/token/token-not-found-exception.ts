import { NotFoundException } from "../exception/not-found-exception.ts";

/** No token has the id that the request is about. */
export class TokenNotFoundException extends NotFoundException {
  constructor(id: string) {
    super("token-not-found", `There is no token ${id}. List the tokens to find the id of an existing one.`, { id });
  }
}

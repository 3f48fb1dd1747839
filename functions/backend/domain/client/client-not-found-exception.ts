import { NotFoundException } from "../exception/not-found-exception.ts";

/** No client has the id that the request is about. */
export class ClientNotFoundException extends NotFoundException {
  constructor(id: string) {
    super("client-not-found", `There is no client ${id}. List the clients to find the id of an existing one.`, { id });
  }
}

import { NotFoundException } from "../exception/not-found-exception.ts";

export class ClientNotFoundException extends NotFoundException {
  constructor(id: string) {
    super("client-not-found", `There is no client ${id}. List the clients to find the id of an existing one.`, { id });
  }
}

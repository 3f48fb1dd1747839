import type { Client } from "../../domain/client/client.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import type { ClientRepository } from "../ports/client-repository.ts";

/** Reads one client. */
export class GetClient {
  readonly #clients: ClientRepository;

  constructor(clients: ClientRepository) {
    this.#clients = clients;
  }

  /** @throws ClientNotFoundException */
  async execute(id: string): Promise<Client> {
    const client = await this.#clients.find(id);
    if (client === null) throw new ClientNotFoundException(id);
    return client;
  }
}

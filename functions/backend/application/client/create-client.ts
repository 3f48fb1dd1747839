import { Client, type NewClient } from "../../domain/client/client.ts";
import type { ClientRepository } from "../ports/client-repository.ts";

/** Makes a client, with a slug that no other one has. */
export class CreateClient {
  readonly #clients: ClientRepository;

  constructor(clients: ClientRepository) {
    this.#clients = clients;
  }

  /**
   * Called again with the same id, as after an answer that was lost, it gives the client that there is.
   *
   * @throws ValidationException, DefaultCategoryNotFoundException, ClientSlugTakenException
   */
  async execute(input: NewClient): Promise<Client> {
    const client = Client.create(input);
    if (await this.#clients.insert(client)) return client;
    return (await this.#clients.find(client.id)) ?? client;
  }
}

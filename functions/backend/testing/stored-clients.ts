import { expect } from "bun:test";
import type { ClientFilter, ClientRepository } from "../application/ports/client-repository.ts";
import type { Client, ClientChanges } from "../domain/client/client.ts";
import { allPages } from "./all-pages.ts";
import { newClient } from "./new-client.ts";

/** The clients of a repository, made, changed and listed as the tests of every repository do. */
export class StoredClients {
  /** When every change happens. */
  static readonly changedAt = new Date("2026-02-03T04:05:06.789Z");

  readonly #repository: ClientRepository;

  constructor(repository: ClientRepository) {
    this.#repository = repository;
  }

  async insert(...values: Parameters<typeof newClient>): Promise<Client> {
    const client = newClient(...values);
    expect(await this.#repository.insert(client)).toBe(true);
    return client;
  }

  async change(client: Client, changes: ClientChanges): Promise<Client> {
    const next = client.change(changes, StoredClients.changedAt);
    await this.#repository.replace(client, next);
    return next;
  }

  /** What is on all pages of a listing. */
  listAll(filter: ClientFilter, limit: number): Promise<Client[]> {
    return allPages<Client, string>(async (after) => {
      const { clients, next } = await this.#repository.list({ filter, limit, after });
      return [clients, next];
    });
  }
}

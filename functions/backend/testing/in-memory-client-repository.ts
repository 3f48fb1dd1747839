import type { CategoryRepository } from "../application/ports/category-repository.ts";
import type { ClientPage, ClientQuery, ClientRepository } from "../application/ports/client-repository.ts";
import type { Client } from "../domain/client/client.ts";
import { ClientChangedException } from "../domain/client/client-changed-exception.ts";
import { ClientHasSessionsException } from "../domain/client/client-has-sessions-exception.ts";
import { ClientNotFoundException } from "../domain/client/client-not-found-exception.ts";
import { ClientSlugTakenException } from "../domain/client/client-slug-taken-exception.ts";
import { DefaultCategoryNotFoundException } from "../domain/client/default-category-not-found-exception.ts";

/** A repository for tests; the repository contract holds it to what DynamoDB's does. */
export class InMemoryClientRepository implements ClientRepository {
  readonly #clients = new Map<string, Client>();
  readonly #categories: CategoryRepository;
  readonly #hasSessions: (clientId: string) => boolean;

  constructor(categories: CategoryRepository, hasSessions: (clientId: string) => boolean) {
    this.#categories = categories;
    this.#hasSessions = hasSessions;
  }

  async find(id: string): Promise<Client | null> {
    return this.#clients.get(id) ?? null;
  }

  async list({ filter, limit, after }: ClientQuery): Promise<ClientPage> {
    const behind = [...this.#clients.values()]
      .filter((client) => client[filter.by] === filter.value && (after === null || client.id < after))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const clients = behind.slice(0, limit);
    return { clients, next: behind.length > limit ? (clients.at(-1)?.id ?? null) : null };
  }

  async insert(client: Client): Promise<boolean> {
    if (this.#clients.has(client.id)) return false;
    await this.#requireCategory(client);
    this.#requireFreeSlug(client);
    this.#clients.set(client.id, client);
    return true;
  }

  async replace(from: Client, to: Client): Promise<void> {
    this.#requireVersion(from);
    if (from.defaultCategoryId !== to.defaultCategoryId) await this.#requireCategory(to);
    this.#requireVersion(from);
    this.#requireFreeSlug(to);
    this.#clients.set(to.id, to);
  }

  async remove(client: Client): Promise<void> {
    this.#requireVersion(client);
    if (this.#hasSessions(client.id)) throw new ClientHasSessionsException(client.id);
    this.#clients.delete(client.id);
  }

  #requireVersion({ id, version }: Client): void {
    const current = this.#clients.get(id);
    if (current === undefined) throw new ClientNotFoundException(id);
    if (current.version !== version) throw new ClientChangedException(id);
  }

  #requireFreeSlug({ id, slug }: Client): void {
    const isTaken = [...this.#clients.values()].some((other) => other.id !== id && other.slug === slug);
    if (isTaken) throw new ClientSlugTakenException(slug);
  }

  async #requireCategory({ defaultCategoryId }: Client): Promise<void> {
    if (defaultCategoryId === null) return;
    const category = await this.#categories.find(defaultCategoryId);
    if (category === null) throw new DefaultCategoryNotFoundException(defaultCategoryId);
  }
}

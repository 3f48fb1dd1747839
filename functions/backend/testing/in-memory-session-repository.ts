import type { CategoryRepository } from "../application/ports/category-repository.ts";
import type { ClientRepository } from "../application/ports/client-repository.ts";
import type { Clock } from "../application/ports/clock.ts";
import type { SessionPage, SessionQuery, SessionRepository } from "../application/ports/session-repository.ts";
import { ClientArchivedException } from "../domain/client/client-archived-exception.ts";
import type { Session } from "../domain/session/session.ts";
import { SessionCategoryNotFoundException } from "../domain/session/session-category-not-found-exception.ts";
import { SessionChangedException } from "../domain/session/session-changed-exception.ts";
import { SessionClientNotFoundException } from "../domain/session/session-client-not-found-exception.ts";
import { SessionNotFoundException } from "../domain/session/session-not-found-exception.ts";

/** A repository for tests; the repository contract holds it to what DynamoDB's does. */
export class InMemorySessionRepository implements SessionRepository {
  readonly #sessions = new Map<string, Session | "deleting">();
  readonly #clients: ClientRepository;
  readonly #categories: CategoryRepository;
  readonly #clock: Clock;

  constructor(clients: ClientRepository, categories: CategoryRepository, clock: Clock) {
    this.#clients = clients;
    this.#categories = categories;
    this.#clock = clock;
  }

  hasSessions(clientId: string): boolean {
    return this.#present().some((session) => session.clientId === clientId);
  }

  async find(id: string): Promise<Session | null> {
    const found = await this.findForDeletion(id);
    return found === "deleting" ? null : found;
  }

  async list({ filter, limit, after }: SessionQuery): Promise<SessionPage> {
    const behind = this.#present()
      .filter(
        (session) => (filter === null || session[filter.by] === filter.value) && (after === null || session.id < after),
      )
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const sessions = behind.slice(0, limit);
    return { sessions, next: behind.length > limit ? (sessions.at(-1)?.id ?? null) : null };
  }

  async insert(session: Session): Promise<boolean> {
    if (this.#sessions.has(session.id)) return false;
    await this.#requireCategory(session.categoryId);
    const client = await this.#clients.find(session.clientId);
    if (client === null) throw new SessionClientNotFoundException(session.clientId);
    if (client.state === "archived") throw new ClientArchivedException(client.id);
    this.#sessions.set(session.id, session);
    return true;
  }

  async replace(from: Session, to: Session): Promise<void> {
    this.#requireVersion(from);
    if (from.categoryId !== to.categoryId) await this.#requireCategory(to.categoryId);
    this.#requireVersion(from);
    this.#sessions.set(to.id, to);
  }

  async findForDeletion(id: string): Promise<Session | "deleting" | null> {
    const session = this.#sessions.get(id) ?? null;
    return session === null || session === "deleting" || !session.hasExpired(this.#clock.now()) ? session : null;
  }

  async beginDeletion(session: Session): Promise<void> {
    this.#requireVersion(session);
    this.#sessions.set(session.id, "deleting");
  }

  async finishDeletion(id: string, mayContinue: () => boolean): Promise<boolean> {
    if (!mayContinue()) return false;
    this.#sessions.delete(id);
    return true;
  }

  #present(): Session[] {
    const now = this.#clock.now();
    return [...this.#sessions.values()].filter(
      (session) => session !== "deleting" && !session.hasExpired(now),
    ) as Session[];
  }

  #requireVersion({ id, version }: Session): void {
    const current = this.#sessions.get(id);
    if (current === undefined || current === "deleting") throw new SessionNotFoundException(id);
    if (current.version !== version) throw new SessionChangedException(id);
  }

  async #requireCategory(categoryId: string | null): Promise<void> {
    if (categoryId === null || (await this.#categories.find(categoryId)) !== null) return;
    throw new SessionCategoryNotFoundException(categoryId);
  }
}

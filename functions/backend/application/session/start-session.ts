import { type NewSession, Session } from "../../domain/session/session.ts";
import { SessionCategoryNotFoundException } from "../../domain/session/session-category-not-found-exception.ts";
import type { ClientRepository } from "../ports/client-repository.ts";
import type { Clock } from "../ports/clock.ts";
import type { SessionRepository } from "../ports/session-repository.ts";

export interface StartSessionInput {
  readonly id: string;
  readonly clientId: string;
  readonly title: string;
  /** Null for none, undefined for the client's default. */
  readonly categoryId?: string | null | undefined;
  /** RFC 3339; null for never. */
  readonly expiresAt: string | null;
}

/**
 * Starts a session for an active client: with the category that is given, with none, or else with the client's default.
 */
export class StartSession {
  readonly #sessions: SessionRepository;
  readonly #clients: ClientRepository;
  readonly #clock: Clock;

  constructor(sessions: SessionRepository, clients: ClientRepository, clock: Clock) {
    this.#sessions = sessions;
    this.#clients = clients;
    this.#clock = clock;
  }

  /**
   * Called again with the same id, as after an answer that was lost, it gives the session that there is.
   *
   * @throws ValidationException, SessionClientNotFoundException, ClientArchivedException,
   *   SessionCategoryNotFoundException
   */
  async execute({ categoryId, ...input }: StartSessionInput): Promise<Session> {
    if (categoryId !== undefined) return this.#start({ ...input, categoryId });
    const client = await this.#clients.find(input.clientId);
    try {
      return await this.#start({ ...input, categoryId: client?.defaultCategoryId ?? null });
    } catch (error) {
      if (!(error instanceof SessionCategoryNotFoundException)) throw error;
      // The default was deleted after it had been chosen. That is no reason to keep an agent from its work.
      return this.#start({ ...input, categoryId: null });
    }
  }

  async #start(input: NewSession): Promise<Session> {
    const session = Session.start(input, this.#clock.now());
    if (await this.#sessions.insert(session)) return session;
    return (await this.#sessions.find(session.id)) ?? session;
  }
}

import { expect } from "bun:test";
import type { ClientRepository } from "../application/ports/client-repository.ts";
import type { CategoryRepository } from "../application/ports/category-repository.ts";
import type { SessionFilter, SessionRepository } from "../application/ports/session-repository.ts";
import type { Client } from "../domain/client/client.ts";
import type { NewSession, Session, SessionChanges } from "../domain/session/session.ts";
import { allPages } from "./all-pages.ts";
import { newClient } from "./new-client.ts";
import { newSession } from "./new-session.ts";

export interface SessionRepositories {
  readonly sessions: SessionRepository;
  readonly clients: ClientRepository;
  readonly categories: CategoryRepository;
}

/** The sessions of a client in repositories, started, changed and listed as the tests of every repository do. */
export class StoredSessions {
  /** When every change happens. */
  static readonly changedAt = new Date("2026-02-03T04:05:06.789Z");

  /** Whose sessions they are, unless another one is named. */
  readonly client: Client;
  readonly #sessions: SessionRepository;

  private constructor(client: Client, sessions: SessionRepository) {
    this.client = client;
    this.#sessions = sessions;
  }

  static async create({ clients, sessions }: SessionRepositories): Promise<StoredSessions> {
    const client = newClient();
    await clients.insert(client);
    return new StoredSessions(client, sessions);
  }

  async insert(values: Partial<NewSession> = {}): Promise<Session> {
    const session = newSession({ clientId: this.client.id, ...values });
    expect(await this.#sessions.insert(session)).toBe(true);
    return session;
  }

  async change(session: Session, changes: SessionChanges): Promise<Session> {
    const next = session.change(changes, StoredSessions.changedAt);
    await this.#sessions.replace(session, next);
    return next;
  }

  /** What is on all pages of a listing. */
  listAll(filter: SessionFilter | null, limit = 100): Promise<Session[]> {
    return allPages<Session, string>(async (after) => {
      const { sessions, next } = await this.#sessions.list({ filter, limit, after });
      return [sessions, next];
    });
  }
}

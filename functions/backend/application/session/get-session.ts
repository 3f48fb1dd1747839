import type { Session } from "../../domain/session/session.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import type { SessionRepository } from "../ports/session-repository.ts";

/** Reads one session. */
export class GetSession {
  readonly #sessions: SessionRepository;

  constructor(sessions: SessionRepository) {
    this.#sessions = sessions;
  }

  /** @throws SessionNotFoundException */
  async execute(id: string): Promise<Session> {
    const session = await this.#sessions.find(id);
    if (session === null) throw new SessionNotFoundException(id);
    return session;
  }
}

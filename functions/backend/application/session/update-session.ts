import type { Session, SessionChanges } from "../../domain/session/session.ts";
import { SessionChangedException } from "../../domain/session/session-changed-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import type { Clock } from "../ports/clock.ts";
import type { SessionRepository } from "../ports/session-repository.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

export interface UpdateSessionInput {
  readonly id: string;
  readonly changes: SessionChanges;
  readonly precondition: VersionPrecondition;
}

/** Changes a session's title or category, or ends it, in a version that the caller allows. */
export class UpdateSession {
  readonly #sessions: SessionRepository;
  readonly #clock: Clock;

  constructor(sessions: SessionRepository, clock: Clock) {
    this.#sessions = sessions;
    this.#clock = clock;
  }

  /**
   * Gives the session as it is afterwards; one that nothing changes in keeps its version.
   *
   * @throws SessionNotFoundException, SessionChangedException, SessionStateException, ValidationException,
   *   SessionCategoryNotFoundException
   */
  execute({ id, changes, precondition }: UpdateSessionInput): Promise<Session> {
    return retryWhenChanged("session", precondition, async () => {
      const current = await this.#sessions.find(id);
      if (current === null) throw new SessionNotFoundException(id);
      if (!allows(precondition, current.version)) throw new SessionChangedException(id);
      const next = current.change(changes, this.#clock.now());
      if (next !== current) await this.#sessions.replace(current, next);
      return next;
    });
  }
}

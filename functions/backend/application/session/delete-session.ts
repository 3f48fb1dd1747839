import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { SessionChangedException } from "../../domain/session/session-changed-exception.ts";
import { SessionDeletionUnfinishedException } from "../../domain/session/session-deletion-unfinished-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import type { Invocations } from "../ports/invocation.ts";
import type { SessionRepository } from "../ports/session-repository.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

/** What a step of the deletion may take and still leave time to answer. */
const reserveMilliseconds = 3_000;

export interface DeleteSessionInput {
  readonly id: string;
  readonly precondition: VersionPrecondition;
}

/** Deletes a session with all of its transcript, in steps, since a long one takes more time than one call has. */
export class DeleteSession {
  readonly #sessions: SessionRepository;
  readonly #invocations: Pick<Invocations, "current">;

  constructor(sessions: SessionRepository, invocations: Pick<Invocations, "current">) {
    this.#sessions = sessions;
    this.#invocations = invocations;
  }

  /**
   * From the first step on there is no such session for anybody else. A call that does not come to the end, since time is
   * up or the function is killed, is completed by the next one, whatever version that names: the session was in the right
   * one when its deletion began.
   *
   * @throws SessionNotFoundException, SessionChangedException, SessionDeletionUnfinishedException
   */
  async execute({ id, precondition }: DeleteSessionInput): Promise<void> {
    await retryWhenChanged("session", precondition, async () => {
      const current = await this.#sessions.findForDeletion(id);
      if (current === null) throw new SessionNotFoundException(id);
      if (current === "deleting") return;
      if (!allows(precondition, current.version)) throw new SessionChangedException(id);
      await this.#sessions.beginDeletion(current);
    });
    await this.#finish(id);
  }

  async #finish(id: string): Promise<void> {
    try {
      if (await this.#sessions.finishDeletion(id, () => this.#hasTime())) return;
    } catch (cause) {
      if (!(cause instanceof ServiceUnavailableException)) throw cause;
      // The session is gone all the same, which another answer would not say.
      throw new SessionDeletionUnfinishedException(id, { cause });
    }
    throw new SessionDeletionUnfinishedException(id);
  }

  #hasTime(): boolean {
    const invocation = this.#invocations.current();
    return invocation === undefined || invocation.remainingMilliseconds() > reserveMilliseconds;
  }
}

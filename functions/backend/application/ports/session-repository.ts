import type { Session } from "../../domain/session/session.ts";
import type { SessionState } from "../../domain/session/session-state.ts";

/** Which sessions are listed. */
export type SessionFilter =
  | { readonly by: "clientId"; readonly value: string }
  | { readonly by: "state"; readonly value: SessionState }
  | { readonly by: "categoryId"; readonly value: string };

/** Which page of which listing. */
export interface SessionQuery {
  /** Null for every session. */
  readonly filter: SessionFilter | null;
  /** The most sessions to give, at least 1. */
  readonly limit: number;
  /** Give what is older than the session with this id. */
  readonly after: string | null;
}

/** A part of a listing, the newest first. */
export interface SessionPage {
  /** Newest first. */
  readonly sessions: readonly Session[];
  /** The last session's id where more follow, else null. */
  readonly next: string | null;
}

/**
 * Keeps sessions; one that has expired is none. Every change is atomic and happens completely or not at all, apart from
 * `finishDeletion`. Any method may throw a ServiceUnavailableException: try again. What was asked for may have happened
 * then, unless its code is `overloaded`.
 */
export interface SessionRepository {
  /** The session as of the last completed change; null also when its deletion has begun. */
  find(id: string): Promise<Session | null>;

  /** A page of sessions. A change may take a moment (typically under a second) to show here. */
  list(query: SessionQuery): Promise<SessionPage>;

  /**
   * Keeps a new session, unless there is one with its id already, which an earlier try of the same request has made.
   *
   * @returns Whether it is new.
   * @throws SessionClientNotFoundException, ClientArchivedException, SessionCategoryNotFoundException
   */
  insert(session: Session): Promise<boolean>;

  /**
   * Replaces a session by its next version. A category that stays is not looked for again.
   *
   * @throws SessionNotFoundException, SessionChangedException when it is no longer in the version `from`,
   *   SessionCategoryNotFoundException
   */
  replace(from: Session, to: Session): Promise<void>;

  /** Like `find`, but tells a session whose deletion has begun from one that is not there. */
  findForDeletion(id: string): Promise<Session | "deleting" | null>;

  /**
   * Makes a session, in the version that is given, one that nobody can find or append to. The rest is for
   * `finishDeletion`, now or later.
   *
   * @throws SessionNotFoundException, SessionChangedException
   */
  beginDeletion(session: Session): Promise<void>;

  /**
   * Deletes the transcript of a session whose deletion has begun, step by step, and then the session itself. Can be
   * called again after it was cut off anywhere, and by several callers at once.
   *
   * @param mayContinue Asked before each step.
   * @returns Whether everything is gone; if not, there was no leave to continue.
   */
  finishDeletion(id: string, mayContinue: () => boolean): Promise<boolean>;
}

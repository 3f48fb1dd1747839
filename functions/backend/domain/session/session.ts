import { parseExpiry } from "../expiry.ts";
import { timeOfId } from "../time-of-id.ts";
import { movesFrom, type SessionState } from "./session-state.ts";
import { SessionStateException } from "./session-state-exception.ts";
import { parseSessionTitle } from "./session-title.ts";

/** What a session is made of, all values already checked. */
export interface SessionValues {
  /** A UUID version 7: later sessions sort after earlier ones. */
  readonly id: string;
  readonly clientId: string;
  readonly title: string;
  /** The category may have been deleted since. */
  readonly categoryId: string | null;
  readonly state: SessionState;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  /** Null while the session runs. */
  readonly endedAt: Date | null;
  /**
   * From when on the session and its entries do not exist any more, in whole seconds; null if for ever. Fixed at the
   * start, since every entry of the transcript carries it.
   */
  readonly expiresAt: Date | null;
  /** 1 at the start, one more with every change. New entries of the transcript are none. */
  readonly version: number;
}

/** What a session is started with, as a caller gives it. */
export interface NewSession {
  readonly id: string;
  readonly clientId: string;
  readonly title: string;
  readonly categoryId: string | null;
  /** RFC 3339. */
  readonly expiresAt: string | null;
}

/** New values; what is absent stays, null takes away. */
export interface SessionChanges {
  readonly title?: string | undefined;
  readonly categoryId?: string | null | undefined;
  readonly state?: SessionState | undefined;
}

/** One run of an agent for a client. Immutable: a change gives a new one. */
export class Session implements SessionValues {
  readonly id: string;
  readonly clientId: string;
  readonly title: string;
  readonly categoryId: string | null;
  readonly state: SessionState;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly endedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly version: number;

  private constructor(values: SessionValues) {
    this.id = values.id;
    this.clientId = values.clientId;
    this.title = values.title;
    this.categoryId = values.categoryId;
    this.state = values.state;
    this.startedAt = values.startedAt;
    this.updatedAt = values.updatedAt;
    this.endedAt = values.endedAt;
    this.expiresAt = values.expiresAt;
    this.version = values.version;
  }

  /**
   * @param now What its expiry must be later than.
   * @throws ValidationException when a value breaks a rule.
   */
  static start({ id, clientId, title, categoryId, expiresAt }: NewSession, now: Date): Session {
    const startedAt = timeOfId(id);
    return new Session({
      id,
      clientId,
      title: parseSessionTitle(title),
      categoryId,
      state: "running",
      startedAt,
      updatedAt: startedAt,
      endedAt: null,
      expiresAt: expiresAt === null ? null : parseExpiry(expiresAt, now),
      version: 1,
    });
  }

  /** A session as it was stored. */
  static restore(values: SessionValues): Session {
    return new Session(values);
  }

  /** Whether the session is past its expiry, and so does not exist any more. */
  hasExpired(now: Date): boolean {
    return this.expiresAt !== null && this.expiresAt <= now;
  }

  /**
   * The next version, or this very session when nothing would differ: to end it again in the same way is no change.
   *
   * @throws ValidationException when a value breaks a rule; SessionStateException when it cannot go to that state.
   */
  change(changes: SessionChanges, now: Date): Session {
    const { title: newTitle, categoryId = this.categoryId, state = this.state } = changes;
    const title = newTitle === undefined ? this.title : parseSessionTitle(newTitle);
    const moves = state !== this.state;
    if (moves && !movesFrom(this.state).includes(state)) throw new SessionStateException(this.id, this.state, state);
    if (!moves && title === this.title && categoryId === this.categoryId) return this;
    return new Session({
      id: this.id,
      clientId: this.clientId,
      title,
      categoryId,
      state,
      startedAt: this.startedAt,
      updatedAt: now,
      endedAt: moves ? now : this.endedAt,
      expiresAt: this.expiresAt,
      version: this.version + 1,
    });
  }
}

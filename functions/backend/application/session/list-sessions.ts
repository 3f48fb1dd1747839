import type { Session } from "../../domain/session/session.ts";
import { decodeIdCursor, encodeIdCursor } from "../pagination/id-cursor.ts";
import type { SessionFilter, SessionRepository } from "../ports/session-repository.ts";
import type { CursorCodec } from "../ports/cursor-codec.ts";

export interface ListSessionsInput {
  /** Null for every session. */
  readonly filter: SessionFilter | null;
  readonly limit: number;
  /** The `nextCursor` of the page before, or undefined for the first page. */
  readonly cursor: string | undefined;
}

export interface ListSessionsOutput {
  /** Newest first. */
  readonly sessions: readonly Session[];
  /** Opaque; only good for the same filter. Null on the last page. */
  readonly nextCursor: string | null;
}

/** Lists sessions in pages, the newest first: all, or those of a client, in a state or with a category. */
export class ListSessions {
  readonly #sessions: SessionRepository;
  readonly #codec: CursorCodec;

  constructor(sessions: SessionRepository, codec: CursorCodec) {
    this.#sessions = sessions;
    this.#codec = codec;
  }

  /** @throws InvalidCursorException */
  async execute({ filter, limit, cursor }: ListSessionsInput): Promise<ListSessionsOutput> {
    const query = filter === null ? "sessions" : `sessions?${filter.by}=${filter.value}`;
    const after = cursor === undefined ? null : decodeIdCursor(this.#codec, query, cursor);
    const { sessions, next } = await this.#sessions.list({ filter, limit, after });
    return { sessions, nextCursor: next === null ? null : encodeIdCursor(this.#codec, query, next) };
  }
}

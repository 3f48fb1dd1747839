import type { ApiToken } from "../../domain/token/api-token.ts";
import { decodeIdCursor, encodeIdCursor } from "../pagination/id-cursor.ts";
import type { TokenRepository } from "../ports/token-repository.ts";
import type { CursorCodec } from "../ports/cursor-codec.ts";

const query = "tokens";

export interface ListTokensInput {
  readonly limit: number;
  /** The `nextCursor` of the page before, or undefined for the first page. */
  readonly cursor: string | undefined;
}

export interface ListTokensOutput {
  /** The newest first; revoked and expired ones included. */
  readonly tokens: readonly ApiToken[];
  /** Opaque. Null on the last page. */
  readonly nextCursor: string | null;
}

/** Lists tokens in pages, without their secrets. */
export class ListTokens {
  readonly #tokens: TokenRepository;
  readonly #codec: CursorCodec;

  constructor(tokens: TokenRepository, codec: CursorCodec) {
    this.#tokens = tokens;
    this.#codec = codec;
  }

  /** @throws InvalidCursorException */
  async execute({ limit, cursor }: ListTokensInput): Promise<ListTokensOutput> {
    const after = cursor === undefined ? null : decodeIdCursor(this.#codec, query, cursor);
    const { tokens, next } = await this.#tokens.list({ limit, after });
    return { tokens, nextCursor: next === null ? null : encodeIdCursor(this.#codec, query, next) };
  }
}

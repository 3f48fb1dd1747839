import type { ApiToken } from "../../domain/token/api-token.ts";
import type { TokenRepository } from "../ports/token-repository.ts";
import { decodeTokenCursor, encodeTokenCursor } from "./token-cursor.ts";

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

export class ListTokens {
  readonly #tokens: TokenRepository;

  constructor(tokens: TokenRepository) {
    this.#tokens = tokens;
  }

  /** @throws InvalidCursorException */
  async execute({ limit, cursor }: ListTokensInput): Promise<ListTokensOutput> {
    const after = cursor === undefined ? null : decodeTokenCursor(cursor);
    const { tokens, next } = await this.#tokens.list({ limit, after });
    return { tokens, nextCursor: next === null ? null : encodeTokenCursor(next) };
  }
}

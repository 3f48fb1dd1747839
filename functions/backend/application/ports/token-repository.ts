import type { ApiToken } from "../../domain/token/api-token.ts";

/** Which page of all tokens. */
export interface TokenQuery {
  /** The most tokens to give, at least 1. */
  readonly limit: number;
  /** Give what comes behind the token with this id; null for the first page. */
  readonly after: string | null;
}

/** A part of all tokens, the newest first. */
export interface TokenPage {
  readonly tokens: readonly ApiToken[];
  /** The last token's id where more follow, else null. */
  readonly next: string | null;
}

/**
 * Keeps tokens; one that was refused for 30 days is forgotten. Any method may throw a ServiceUnavailableException: try
 * again. What was asked for may have happened then, unless its code is `overloaded`.
 */
export interface TokenRepository {
  /** The token as of the last completed change. */
  find(id: string): Promise<ApiToken | null>;

  /** A page of tokens, the newest first. A change may take a moment (typically under a second) to show here. */
  list(query: TokenQuery): Promise<TokenPage>;

  /**
   * Keeps a new token, also in place of one with its id that an earlier try of the same request has made: nobody has seen
   * that.
   *
   * @throws GrantExceededException when the token that creates it has been revoked, however recently; TokenInUseException
   *   when the one of the earlier try has been used or revoked.
   */
  insert(token: ApiToken): Promise<void>;

  /**
   * Replaces a token by its next version.
   *
   * @throws TokenNotFoundException, TokenChangedException when it is no longer in the version `from`.
   */
  replace(from: ApiToken, to: ApiToken): Promise<void>;
}

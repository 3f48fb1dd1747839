import type { TokenPage, TokenQuery, TokenRepository } from "../application/ports/token-repository.ts";
import type { ApiToken } from "../domain/token/api-token.ts";
import { creatorRevoked } from "../domain/token/grant-exceeded-exception.ts";
import { TokenChangedException } from "../domain/token/token-changed-exception.ts";
import { TokenInUseException } from "../domain/token/token-in-use-exception.ts";
import { TokenNotFoundException } from "../domain/token/token-not-found-exception.ts";

/** A repository for tests; the repository contract holds it to what DynamoDB's does. */
export class InMemoryTokenRepository implements TokenRepository {
  readonly #tokens = new Map<string, ApiToken>();

  async find(id: string): Promise<ApiToken | null> {
    return this.#tokens.get(id) ?? null;
  }

  async list({ limit, after }: TokenQuery): Promise<TokenPage> {
    const behind = [...this.#tokens.values()]
      .filter(({ id }) => after === null || id < after)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const tokens = behind.slice(0, limit);
    return { tokens, next: behind.length > limit ? (tokens.at(-1)?.id ?? null) : null };
  }

  async insert(token: ApiToken): Promise<void> {
    if ((this.#tokens.get(token.createdBy)?.revokedAt ?? null) !== null) throw creatorRevoked();
    const existing = this.#tokens.get(token.id);
    if (existing !== undefined && (existing.version > 1 || existing.createdBy !== token.createdBy)) {
      throw new TokenInUseException(token.id);
    }
    this.#tokens.set(token.id, token);
  }

  async replace(from: ApiToken, to: ApiToken): Promise<void> {
    const current = this.#tokens.get(from.id);
    if (current === undefined) throw new TokenNotFoundException(from.id);
    if (current.version !== from.version) throw new TokenChangedException(from.id);
    this.#tokens.set(to.id, to);
  }
}

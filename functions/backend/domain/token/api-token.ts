import { refuseProblem } from "../exception/refuse-problem.ts";
import { parseExpiry } from "../expiry.ts";
import { timeOfId } from "../time-of-id.ts";
import { type Scope, scopes as allScopes } from "./scope.ts";
import { parseTokenName } from "./token-name.ts";

/** What a token is made of, all values already checked. */
export interface ApiTokenValues {
  readonly id: string;
  /** What it is for, in its owner's words. */
  readonly name: string;
  /** At least one; each once, in the order of `scopes`. */
  readonly scopes: readonly Scope[];
  /** Of the token's whole text, which is kept nowhere. */
  readonly hash: string;
  /** The token that created it. */
  readonly createdBy: string;
  readonly createdAt: Date;
  /** From when on it is refused, in whole seconds; null for never. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Not later than the last use and at most an hour before it; null before the first. */
  readonly lastUsedAt: Date | null;
  /** 1 at creation, one more with every change. */
  readonly version: number;
}

/** What a new token is made of. */
export interface NewApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly hash: string;
  readonly createdBy: string;
  /** As in RFC 3339; null for never. */
  readonly expiresAt: string | null;
}

export type ApiTokenStatus = "active" | "expired" | "revoked";

/** How exactly the last use is known: at most one write an hour for a token in use. */
const useIntervalMilliseconds = 60 * 60 * 1000;

/** What lets a program call the API, without its secret. Immutable: a change gives a new one. */
export class ApiToken implements ApiTokenValues {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly hash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly version: number;

  private constructor(values: ApiTokenValues) {
    this.id = values.id;
    this.name = values.name;
    this.scopes = values.scopes;
    this.hash = values.hash;
    this.createdBy = values.createdBy;
    this.createdAt = values.createdAt;
    this.expiresAt = values.expiresAt;
    this.revokedAt = values.revokedAt;
    this.lastUsedAt = values.lastUsedAt;
    this.version = values.version;
  }

  /**
   * @param now What its expiry must be later than.
   * @throws ValidationException when a value breaks a rule.
   */
  static create(input: NewApiToken, now: Date): ApiToken {
    refuseProblem("scopes", input.scopes.length === 0 ? "Must name at least one scope." : null);
    return new ApiToken({
      ...input,
      name: parseTokenName(input.name),
      scopes: allScopes.filter((scope) => input.scopes.includes(scope)),
      expiresAt: input.expiresAt === null ? null : parseExpiry(input.expiresAt, now),
      createdAt: timeOfId(input.id),
      revokedAt: null,
      lastUsedAt: null,
      version: 1,
    });
  }

  /** A token as it was stored. */
  static restore(values: ApiTokenValues): ApiToken {
    return new ApiToken(values);
  }

  statusAt(now: Date): ApiTokenStatus {
    if (this.revokedAt !== null) return "revoked";
    return this.expiresAt !== null && this.expiresAt <= now ? "expired" : "active";
  }

  /** The token as it is from now on refused, or this very one when it is already revoked. */
  revoke(now: Date): ApiToken {
    return this.revokedAt === null ? this.#next({ revokedAt: now }) : this;
  }

  /** The token with its last use, or this very one when that is known well enough. */
  use(now: Date): ApiToken {
    const isKnown = this.lastUsedAt !== null && now.getTime() - this.lastUsedAt.getTime() < useIntervalMilliseconds;
    return isKnown ? this : this.#next({ lastUsedAt: now });
  }

  #next(changes: Partial<Pick<ApiTokenValues, "revokedAt" | "lastUsedAt">>): ApiToken {
    return new ApiToken({
      id: this.id,
      name: this.name,
      scopes: this.scopes,
      hash: this.hash,
      createdBy: this.createdBy,
      createdAt: this.createdAt,
      expiresAt: this.expiresAt,
      revokedAt: this.revokedAt,
      lastUsedAt: this.lastUsedAt,
      version: this.version + 1,
      ...changes,
    });
  }
}

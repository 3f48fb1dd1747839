import { ApiToken } from "../../domain/token/api-token.ts";
import { type Caller, missingScopes, outlives } from "../../domain/token/caller.ts";
import { GrantExceededException } from "../../domain/token/grant-exceeded-exception.ts";
import type { Scope } from "../../domain/token/scope.ts";
import { formatToken, secretBytes } from "../../domain/token/token-text.ts";
import type { Clock } from "../ports/clock.ts";
import type { RandomBytes } from "../ports/random-bytes.ts";
import type { TokenHasher } from "../ports/token-hasher.ts";
import type { TokenRepository } from "../ports/token-repository.ts";

export interface CreateTokenInput {
  /** A UUID version 7. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** As in RFC 3339; null for never. */
  readonly expiresAt: string | null;
  readonly caller: Caller;
}

export interface CreateTokenOutput {
  readonly token: ApiToken;
  /** The token itself, which is known here and never again. */
  readonly text: string;
}

/** Makes a token that can do no more, and no longer, than its maker. Only here its secret is shown. */
export class CreateToken {
  readonly #tokens: TokenRepository;
  readonly #hasher: TokenHasher;
  readonly #random: RandomBytes;
  readonly #clock: Clock;
  readonly #stage: string;

  constructor(tokens: TokenRepository, hasher: TokenHasher, random: RandomBytes, clock: Clock, stage: string) {
    this.#tokens = tokens;
    this.#hasher = hasher;
    this.#random = random;
    this.#clock = clock;
    this.#stage = stage;
  }

  /**
   * Called again with the same id, as after an answer that was lost, it makes the token anew, with another secret.
   *
   * @throws ValidationException, GrantExceededException when the token could do more, or longer, than the caller, or the
   *   caller has been revoked; TokenInUseException when the token that was made before has been used or revoked.
   */
  async execute({ id, name, scopes, expiresAt, caller }: CreateTokenInput): Promise<CreateTokenOutput> {
    const text = formatToken({ stage: this.#stage, id }, this.#random.next(secretBytes));
    const hash = this.#hasher.hash(text);
    const token = ApiToken.create({ id, name, scopes, expiresAt, hash, createdBy: caller.tokenId }, this.#clock.now());

    const missing = missingScopes(caller, token.scopes);
    if (missing.length > 0) {
      throw new GrantExceededException(`Your token cannot give what it does not have: ${missing.join(", ")}.`);
    }
    if (outlives(token.expiresAt, caller.expiresAt)) {
      throw new GrantExceededException("The new token would outlive your own: give it an earlier expiresAt.");
    }
    await this.#tokens.insert(token);
    return { token, text };
  }
}

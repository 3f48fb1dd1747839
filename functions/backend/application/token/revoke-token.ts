import { type Caller, missingScopes } from "../../domain/token/caller.ts";
import { GrantExceededException } from "../../domain/token/grant-exceeded-exception.ts";
import { TokenChangedException } from "../../domain/token/token-changed-exception.ts";
import { TokenNotFoundException } from "../../domain/token/token-not-found-exception.ts";
import type { Clock } from "../ports/clock.ts";
import type { TokenRepository } from "../ports/token-repository.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

export interface RevokeTokenInput {
  readonly id: string;
  readonly precondition: VersionPrecondition;
  readonly caller: Caller;
}

/** Makes a token be refused for good. It stays listed for a while, so that its id in a log can be explained. */
export class RevokeToken {
  readonly #tokens: TokenRepository;
  readonly #clock: Clock;

  constructor(tokens: TokenRepository, clock: Clock) {
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /**
   * Does nothing to a token that is already revoked.
   *
   * @throws TokenNotFoundException, TokenChangedException, GrantExceededException when the token can do more than the
   *   caller.
   */
  execute({ id, precondition, caller }: RevokeTokenInput): Promise<void> {
    return retryWhenChanged("token", precondition, async () => {
      const current = await this.#tokens.find(id);
      if (current === null) throw new TokenNotFoundException(id);
      const missing = missingScopes(caller, current.scopes);
      if (missing.length > 0) {
        throw new GrantExceededException(`Your token cannot take what it does not have: ${missing.join(", ")}.`);
      }
      if (!allows(precondition, current.version)) throw new TokenChangedException(id);
      const revoked = current.revoke(this.#clock.now());
      if (revoked !== current) await this.#tokens.replace(current, revoked);
    });
  }
}

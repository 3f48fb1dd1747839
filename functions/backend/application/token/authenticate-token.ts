import type { ApiToken } from "../../domain/token/api-token.ts";
import type { Caller } from "../../domain/token/caller.ts";
import { TokenChangedException } from "../../domain/token/token-changed-exception.ts";
import { parseToken } from "../../domain/token/token-text.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { TokenHasher } from "../ports/token-hasher.ts";
import type { TokenRepository } from "../ports/token-repository.ts";

/** The token that a stage is set up with: it has the scope `admin` and is in no table, but in a secret. */
export interface AdminToken {
  readonly id: string;
  readonly hash: string;
}

/** For the log; the caller learns only that the token was refused. */
export type RefusalReason = "malformed" | "other-stage" | "unknown" | "wrong-secret" | "revoked" | "expired";

/** Whose token it is, or why it is none. The id of a refused one is for the log, null where it has none. */
export type Authentication =
  | { readonly outcome: "authenticated"; readonly caller: Caller }
  | { readonly outcome: "refused"; readonly reason: RefusalReason; readonly tokenId: string | null };

/** Finds out who a token belongs to. */
export class AuthenticateToken {
  readonly #tokens: TokenRepository;
  readonly #hasher: TokenHasher;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #admin: AdminToken;
  readonly #stage: string;

  constructor(
    tokens: TokenRepository,
    hasher: TokenHasher,
    clock: Clock,
    logger: Logger,
    { admin, stage }: { readonly admin: AdminToken; readonly stage: string },
  ) {
    this.#tokens = tokens;
    this.#hasher = hasher;
    this.#clock = clock;
    this.#logger = logger;
    this.#admin = admin;
    this.#stage = stage;
  }

  /**
   * Every well-formed token of the stage costs the same: one read, one hash, one comparison, and only then is looked at
   * what was found. So the answer does not tell an unknown token from a revoked, expired or mistaken one, and its time
   * tells at most whether there was an item to decode: the id exists, which is no secret. A malformed token, or one of
   * another stage, is refused before that: it says so itself.
   *
   * @param text The token, as it was sent.
   */
  async execute(text: string): Promise<Authentication> {
    const parts = parseToken(text);
    if (parts === null) return { outcome: "refused", reason: "malformed", tokenId: null };
    const { id, stage } = parts;
    if (stage !== this.#stage) return { outcome: "refused", reason: "other-stage", tokenId: id };

    const stored = await this.#tokens.find(id);
    const isAdmin = id === this.#admin.id;
    const expected = isAdmin ? this.#admin.hash : (stored?.hash ?? this.#hasher.none);
    const matches = this.#hasher.matches(this.#hasher.hash(text), expected);

    if (isAdmin && matches) {
      return { outcome: "authenticated", caller: { tokenId: id, scopes: ["admin"], expiresAt: null } };
    }
    if (stored === null) return { outcome: "refused", reason: isAdmin ? "wrong-secret" : "unknown", tokenId: id };
    if (!matches) return { outcome: "refused", reason: "wrong-secret", tokenId: id };
    const now = this.#clock.now();
    const status = stored.statusAt(now);
    if (status !== "active") return { outcome: "refused", reason: status, tokenId: id };
    await this.#recordUse(stored, now);
    const { scopes, expiresAt } = stored;
    return { outcome: "authenticated", caller: { tokenId: id, scopes, expiresAt } };
  }

  /** At best: that the use cannot be recorded is no reason to refuse a valid token. */
  async #recordUse(token: ApiToken, now: Date): Promise<void> {
    const used = token.use(now);
    if (used === token) return;
    try {
      await this.#tokens.replace(token, used);
    } catch (error) {
      // Of several requests at once, the fastest has recorded it for all.
      if (error instanceof TokenChangedException) return;
      this.#logger.warn("The use of a token was not recorded", { tokenId: token.id, error });
    }
  }
}

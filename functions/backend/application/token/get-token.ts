import type { ApiToken } from "../../domain/token/api-token.ts";
import { TokenNotFoundException } from "../../domain/token/token-not-found-exception.ts";
import type { TokenRepository } from "../ports/token-repository.ts";

/** Reads one token, without its secret. */
export class GetToken {
  readonly #tokens: TokenRepository;

  constructor(tokens: TokenRepository) {
    this.#tokens = tokens;
  }

  /** @throws TokenNotFoundException */
  async execute(id: string): Promise<ApiToken> {
    const token = await this.#tokens.find(id);
    if (token === null) throw new TokenNotFoundException(id);
    return token;
  }
}

import type { TokenHasher } from "../../application/ports/token-hasher.ts";

/**
 * SHA-256, in base64url. A password needs a slow, salted hash because it can be guessed; a token's 256 random bits cannot,
 * so that a fast hash protects them as well and costs the authorizer nothing.
 */
export class Sha256TokenHasher implements TokenHasher {
  /** 32 zero bytes. */
  readonly none = "A".repeat(43);

  hash(text: string): string {
    return new Bun.CryptoHasher("sha256").update(text).digest("base64url");
  }

  matches(hash: string, other: string): boolean {
    const [a, b] = [new TextEncoder().encode(hash), new TextEncoder().encode(other)];
    return a.length === b.length && crypto.timingSafeEqual(a, b);
  }
}

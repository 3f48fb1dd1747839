import { ApiToken, type NewApiToken } from "../domain/token/api-token.ts";
import { formatToken } from "../domain/token/token-text.ts";
import { Sha256TokenHasher } from "../infrastructure/token/sha256-token-hasher.ts";

/** The stage of tokens in tests. */
export const testStage = "test";

interface TokenValues extends Partial<Omit<NewApiToken, "hash" | "expiresAt">> {
  readonly expiresAt?: Date;
}

/**
 * A token that never expires, apart from what is given, and its text.
 *
 * @param now What its expiry must be later than.
 */
export function newApiToken(
  { expiresAt, ...values }: TokenValues = {},
  now = new Date("2026-01-02T03:04:05.678Z"),
): { token: ApiToken; text: string } {
  const id = values.id ?? Bun.randomUUIDv7();
  const text = formatToken({ stage: testStage, id }, crypto.getRandomValues(new Uint8Array(32)));
  const hash = new Sha256TokenHasher().hash(text);
  const input = {
    name: "Agent",
    scopes: ["categories:read"],
    createdBy: Bun.randomUUIDv7(),
    expiresAt: expiresAt?.toISOString() ?? null,
  } as const;
  return { token: ApiToken.create({ ...input, ...values, id, hash }, now), text };
}

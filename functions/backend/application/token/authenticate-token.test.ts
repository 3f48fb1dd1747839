import { describe, expect, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import type { ApiToken } from "../../domain/token/api-token.ts";
import { formatToken, secretBytes } from "../../domain/token/token-text.ts";
import { Sha256TokenHasher } from "../../infrastructure/token/sha256-token-hasher.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { InMemoryTokenRepository } from "../../testing/in-memory-token-repository.ts";
import { newApiToken, testStage } from "../../testing/new-api-token.ts";
import { RecordingLogger } from "../../testing/recording-logger.ts";
import { rejection } from "../../testing/rejection.ts";
import { AuthenticateToken } from "./authenticate-token.ts";

const now = "2026-02-03T04:05:06.789Z";
const justNow = new Date("2026-02-03T04:05:06.000Z");

/** Notes what takes time. */
class NotingHasher extends Sha256TokenHasher {
  readonly #work: string[];

  constructor(work: string[]) {
    super();
    this.#work = work;
  }

  override hash(text: string): string {
    this.#work.push(`hash ${text.length} characters`);
    return super.hash(text);
  }

  override matches(hash: string, other: string): boolean {
    this.#work.push(`compare ${hash.length} with ${other.length} characters`);
    return super.matches(hash, other);
  }
}

/** Notes what takes time; its writes fail where a failure is given. */
class NotingTokenRepository extends InMemoryTokenRepository {
  failure: Error | undefined;
  readonly #work: string[];

  constructor(work: string[]) {
    super();
    this.#work = work;
  }

  override async find(id: string): Promise<ApiToken | null> {
    this.#work.push("read");
    return super.find(id);
  }

  override async replace(from: ApiToken, to: ApiToken): Promise<void> {
    this.#work.push("write");
    if (this.failure !== undefined) throw this.failure;
    await super.replace(from, to);
  }
}

function setUp() {
  const done: string[] = [];
  const tokens = new NotingTokenRepository(done);
  const hasher = new NotingHasher(done);
  const clock = new FixedClock(now);
  const logger = new RecordingLogger();
  const { token: adminToken, text: adminText } = newApiToken({ scopes: ["admin"] });
  const admin = { id: adminToken.id, hash: adminToken.hash };
  const authenticate = new AuthenticateToken(tokens, hasher, clock, logger, { admin, stage: testStage });
  return {
    clock,
    done,
    logger,
    tokens,
    adminId: admin.id,
    adminText,
    insert: async (...values: Parameters<typeof newApiToken>) => {
      const { token, text } = newApiToken(...values);
      await tokens.insert(token);
      return { token, text };
    },
    execute: (text: string) => authenticate.execute(text),
  };
}

const withOtherSecret = (id: string, stage = testStage) =>
  formatToken({ stage, id }, crypto.getRandomValues(new Uint8Array(secretBytes)));

/** Texts that are refused after they were looked up, and why. */
const lookedUp = [
  ["an unknown token", "unknown", async () => withOtherSecret(Bun.randomUUIDv7())],
  ["a token with another secret", "wrong-secret", async ({ insert }) => withOtherSecret((await insert()).token.id)],
  ["the administrator's id with another secret", "wrong-secret", async ({ adminId }) => withOtherSecret(adminId)],
  [
    "a revoked token",
    "revoked",
    async ({ insert, tokens }) => {
      const { token, text } = await insert();
      await tokens.replace(token, token.revoke(new Date(now)));
      return text;
    },
  ],
  ["an expired token", "expired", async ({ insert }) => (await insert({ expiresAt: justNow })).text],
  [
    "a revoked token with another secret",
    "wrong-secret",
    async ({ insert, tokens }) => {
      const { token } = await insert();
      await tokens.replace(token, token.revoke(new Date(now)));
      return withOtherSecret(token.id);
    },
  ],
] as const satisfies readonly [string, string, (context: ReturnType<typeof setUp>) => Promise<string>][];

describe("a valid token", () => {
  test("is its owner's, with scopes and expiry", async () => {
    const { insert, execute } = setUp();
    const expiresAt = new Date("2027-01-01T00:00:00.000Z");
    const { token, text } = await insert({ scopes: ["clients:read", "sessions:write"], expiresAt });

    expect(await execute(text)).toEqual({
      outcome: "authenticated",
      caller: { tokenId: token.id, scopes: ["clients:read", "sessions:write"], expiresAt },
    });
  });

  test("of the administrator needs no item", async () => {
    const { execute, adminId, adminText } = setUp();
    expect(await execute(adminText)).toEqual({
      outcome: "authenticated",
      caller: { tokenId: adminId, scopes: ["admin"], expiresAt: null },
    });
  });

  test("costs one read, one hash and one comparison; at its first use in an hour, one write", async () => {
    const { insert, execute, done, clock } = setUp();
    const { text } = await insert();
    const check = ["read", "hash 97 characters", "compare 43 with 43 characters"];

    await execute(text);
    expect(done.splice(0)).toEqual([...check, "write"]);
    await execute(text);
    expect(done.splice(0)).toEqual(check);
    clock.time = new Date(clock.time.getTime() + 60 * 60 * 1000);
    await execute(text);
    expect(done.splice(0)).toEqual([...check, "write"]);
  });

  test("is remembered as used", async () => {
    const { insert, execute, tokens } = setUp();
    const { token, text } = await insert();
    await execute(text);
    expect((await tokens.find(token.id))?.lastUsedAt).toEqual(new Date(now));
  });

  test("is recorded once when several requests come at the same time, which is nothing to warn of", async () => {
    const { insert, execute, tokens, logger } = setUp();
    const { token, text } = await insert();
    const outcomes = await Promise.all([execute(text), execute(text), execute(text)]);

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["authenticated", "authenticated", "authenticated"]);
    expect((await tokens.find(token.id))?.version).toBe(token.version + 1);
    expect(logger.entries).toEqual([]);
  });

  test("is taken even if its use cannot be recorded", async () => {
    const { insert, execute, tokens, logger } = setUp();
    const { token, text } = await insert();
    tokens.failure = new ServiceUnavailableException("overloaded", "Not now.", 1);

    expect(await execute(text)).toMatchObject({ outcome: "authenticated" });
    expect(logger.entries).toEqual([
      {
        level: "warn",
        message: "The use of a token was not recorded",
        fields: { tokenId: token.id, error: tokens.failure },
      },
    ]);
  });
});

describe("refused", () => {
  test.each(lookedUp)("is %s: %s", async (_what, reason, prepare) => {
    const context = setUp();
    const text = await prepare(context);
    expect(await context.execute(text)).toMatchObject({ outcome: "refused", reason });
  });

  test("at the same cost in every case, so that its time tells nothing", async () => {
    const costs = await Promise.all(
      lookedUp.map(async ([, , prepare]) => {
        const context = setUp();
        const text = await prepare(context);
        context.done.length = 0;
        await context.execute(text);
        return context.done;
      }),
    );
    for (const cost of costs) expect(cost).toEqual(["read", "hash 97 characters", "compare 43 with 43 characters"]);
  });

  test.each([
    ["what is no token", "hunter2", { outcome: "refused", reason: "malformed", tokenId: null }],
    [
      "a token of another stage",
      withOtherSecret("0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d", "prod"),
      { outcome: "refused", reason: "other-stage", tokenId: "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d" },
    ],
  ] as const)("is %s, without a read", async (_what, text, expected) => {
    const { execute, done } = setUp();
    expect(await execute(text)).toEqual(expected);
    expect(done).toEqual([]);
  });
});

test("a token that cannot be looked up is neither taken nor refused", async () => {
  const { insert, execute, tokens } = setUp();
  const { text } = await insert();
  const failure = new ServiceUnavailableException("overloaded", "Not now.", 1);
  tokens.find = () => Promise.reject(failure);
  expect(await rejection(execute(text))).toBe(failure);
});

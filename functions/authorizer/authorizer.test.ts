import { describe, expect, test } from "bun:test";
import { tokenBindings } from "../backend/di/token-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { DynamoDBTokenRepository } from "../backend/infrastructure/dynamodb/dynamodb-token-repository.ts";
import type { EmulatedStore } from "../backend/testing/emulated-store.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { expectExactPermissions } from "../backend/testing/expect-exact-permissions.ts";
import { atEveryInterruption, interrupt } from "../backend/testing/interruption.ts";
import { newApiToken, testStage } from "../backend/testing/new-api-token.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { rejection } from "../backend/testing/rejection.ts";
import { tokenTestingBindings } from "../backend/testing/token-testing-bindings.ts";
import { injectFaults } from "../backend/testing/transient-faults.ts";
import { InvalidEventError } from "../http/invalid-event-error.ts";
import { httpEvent } from "../http/testing/http-event.ts";
import { authorizer } from "../manifest/authorizer.ts";
import { authorizerHandler } from "./authorizer.ts";
import { authorizerEvent } from "./testing/authorizer-event.ts";

const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 10_000 };
const fields = {
  requestId: "request-1",
  operationId: "authorizer",
  gatewayRequestId: "gateway-request-id",
  routeKey: "GET /categories",
  DatabaseCapacity: 0,
};

function setUp() {
  const { container, ...rest } = tokenTestingBindings();
  const handler = authorizerHandler(container);
  return { ...rest, ask: (authorization: string) => handler(authorizerEvent(authorization), context), handler };
}

describe("says of", () => {
  test("a valid token whose it is and what it allows", async () => {
    const { ask, tokens, logger } = setUp();
    const expiresAt = new Date("2027-01-01T00:00:00.000Z");
    const { token, text } = newApiToken({ scopes: ["clients:read", "sessions:write"], expiresAt });
    await tokens.insert(token);

    expect(await ask(`Bearer ${text}`)).toEqual({
      isAuthorized: true,
      context: {
        outcome: "authenticated",
        tokenId: token.id,
        scopes: "clients:read sessions:write",
        expiresAt: "2027-01-01T00:00:00.000Z",
      },
    });
    expect(logger.entries).toEqual([
      { level: "info", message: "Token accepted", fields: { ...fields, tokenId: token.id } },
    ]);
  });

  test("the administrator's token that it allows everything, for ever", async () => {
    const { ask, adminId, adminText } = setUp();
    expect(await ask(`bearer ${adminText}`)).toEqual({
      isAuthorized: true,
      context: { outcome: "authenticated", tokenId: adminId, scopes: "admin" },
    });
  });

  test.each(["Bearer hunter2", "Basic aHVudGVyMg==", "hunter2", " "])(
    "%j that it is refused, and logs nothing of it",
    async (authorization) => {
      const { ask, logger } = setUp();
      expect(await ask(authorization)).toEqual({ isAuthorized: true, context: { outcome: "refused" } });
      expect(logger.entries).toEqual([
        { level: "info", message: "Token refused", fields: { ...fields, reason: "malformed", tokenId: null } },
      ]);
    },
  );

  test("unknown, revoked, expired and mistaken tokens the same; only the log tells them apart", async () => {
    const { ask, tokens, clock, logger } = setUp();
    const now = clock.now();
    const [revoked, expired, stored, unknown] = [
      newApiToken(),
      newApiToken({ expiresAt: new Date(0) }, new Date(-1)),
      newApiToken(),
      newApiToken(),
    ];
    await tokens.insert(revoked.token);
    await tokens.replace(revoked.token, revoked.token.revoke(now));
    await tokens.insert(expired.token);
    await tokens.insert(stored.token);
    const mistaken = newApiToken({ id: stored.token.id });

    for (const { text } of [unknown, revoked, expired, mistaken]) {
      expect(await ask(`Bearer ${text}`)).toEqual({ isAuthorized: true, context: { outcome: "refused" } });
    }
    const reasons = logger.entries.map(({ fields }) => fields["reason"]);
    expect(reasons).toEqual(["unknown", "revoked", "expired", "wrong-secret"]);
    expect(logger.entries.map(({ fields }) => fields["tokenId"])).toEqual([
      unknown.token.id,
      revoked.token.id,
      expired.token.id,
      stored.token.id,
    ]);
    expect(JSON.stringify(logger.entries)).not.toContain("draht_");
  });
});

describe("throws, so that API Gateway answers 500,", () => {
  test("when tokens cannot be looked up", async () => {
    const { ask, tokens } = setUp();
    const failure = new ServiceUnavailableException("overloaded", "Not now.", 1);
    tokens.find = () => Promise.reject(failure);
    expect(await rejection(ask(`Bearer ${newApiToken().text}`))).toBe(failure);
  });

  test.each([undefined, {}, httpEvent(), { ...authorizerEvent("a"), identitySource: [] }])(
    "when the event is no authorizer's",
    async (event) => {
      const { handler } = setUp();
      expect(await rejection(handler(event, context))).toBeInstanceOf(InvalidEventError);
    },
  );
});

const stores = await EmulatedStores.start();

/** The authorizer over an emulator, and a token that it knows. */
async function setUpOverDynamoDB() {
  const store = await stores.create();
  const { token, text } = newApiToken();
  const another = store.another();
  await new DynamoDBTokenRepository(another.client, another.tableName("Tokens")).insert(token);
  const admin = newApiToken({ scopes: ["admin"] });
  const logger = new RecordingLogger();
  const on = (store: EmulatedStore) => {
    const container = store
      .override(tokenBindings())
      .override(TOKENS.AdminToken, { id: admin.token.id, hash: admin.token.hash })
      .override(TOKENS.Logger, logger)
      .override(TOKENS.Stage, testStage);
    const handler = authorizerHandler(container);
    return { ask: (text: string) => handler(authorizerEvent(`Bearer ${text}`), context) };
  };
  return { store, text, logger, ...on(store), another: () => on(store.another()) };
}

describe.skipIf(!stores.available)("over DynamoDB", () => {
  test("costs one read of one item, and at the first use in an hour one write", async () => {
    const { store, text, ask, logger } = await setUpOverDynamoDB();

    await ask(text);
    expect(store.calls.operations).toEqual(["GetItem", "UpdateItem"]);
    expect(logger.entries.at(-1)?.fields["DatabaseCapacity"]).toBeGreaterThan(0);
    expectExactPermissions(authorizer, store.calls.accesses);
    store.calls.clear();
    await ask(text);
    expect(store.calls.operations).toEqual(["GetItem"]);
    expect(store.calls.all[0]?.itemsRead).toBe(1);
  });

  test("of many requests at the same time, one records the use and all are let in", async () => {
    const { text, ask } = await setUpOverDynamoDB();
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(text)));
    for (const { context } of answers) expect(context.outcome).toBe("authenticated");
  });

  test("a fault that passes is no refusal", async () => {
    const { store, text, ask } = await setUpOverDynamoDB();
    injectFaults(store.client, ["throttle", "timeout"]);
    expect((await ask(text)).context.outcome).toBe("authenticated");
  });

  test("killed at any call, it leaves a token that works", async () => {
    const points = await atEveryInterruption(async (interruption) => {
      const { store, text, ask, another } = await setUpOverDynamoDB();
      const killed = interrupt(store.client, interruption);
      await Promise.allSettled([ask(text)]);
      expect((await another().ask(text)).context.outcome).toBe("authenticated");
      return killed;
    });
    expect(points).toBe(4);
  });
});

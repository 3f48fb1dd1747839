import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { tokenBindings } from "../backend/di/token-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import type { EmulatedStore } from "../backend/testing/emulated-store.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { expectExactPermissions } from "../backend/testing/expect-exact-permissions.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { atEveryInterruption, interrupt } from "../backend/testing/interruption.ts";
import { newApiToken, testStage } from "../backend/testing/new-api-token.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import type { HttpHandler } from "../http/define-handler.ts";
import { type EventValues, httpEvent } from "../http/testing/http-event.ts";
import { createTokenHandler } from "./create-token.ts";
import { getTokenHandler } from "./get-token.ts";
import { listTokensHandler } from "./list-tokens.ts";
import { revokeTokenHandler } from "./revoke-token.ts";
import { createTokenRoute, getTokenRoute, listTokensRoute, revokeTokenRoute } from "./routes.ts";
import { createdTokenSchema, tokenPageSchema } from "./schemas.ts";

const stores = await EmulatedStores.start();

const administrator = { outcome: "authenticated", tokenId: Bun.randomUUIDv7(), scopes: "admin" };

const at = (id: string) => ({ path: `/tokens/${id}`, pathParameters: { id } });

/** Sends a request as the administrator, in an invocation of its own. */
async function call(handler: HttpHandler, values: EventValues): Promise<{ status: unknown; body: unknown }> {
  const result = await handler(httpEvent({ authorizer: administrator, ...values }), {
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => 10_000,
  });
  return { status: result.statusCode, body: result.body === undefined ? undefined : JSON.parse(result.body) };
}

/** The functions over the tables of a store. */
function functionsOver(store: EmulatedStore, time = "2026-01-02T03:04:05.678Z") {
  const admin = newApiToken({ scopes: ["admin"] });
  const container = store
    .override(tokenBindings())
    .override(TOKENS.AdminToken, { id: admin.token.id, hash: admin.token.hash })
    .override(TOKENS.Clock, new FixedClock(time))
    .override(TOKENS.Logger, new RecordingLogger())
    .override(TOKENS.Stage, testStage);
  return {
    authenticate: container.resolve(TOKENS.AuthenticateToken),
    create: (key: string = crypto.randomUUID()) =>
      call(createTokenHandler(container), {
        method: "POST",
        path: "/tokens",
        headers: { "idempotency-key": key },
        body: { name: "Agent", scopes: ["categories:read"] },
      }),
    get: (id: string) => call(getTokenHandler(container), at(id)),
    list: () => call(listTokensHandler(container), { path: "/tokens" }),
    revoke: (id: string) =>
      call(revokeTokenHandler(container), { method: "DELETE", ...at(id), headers: { "if-match": "*" } }),
  };
}

async function createStore(): Promise<EmulatedStore> {
  return stores.create();
}

describe.skipIf(!stores.available)("over DynamoDB", () => {
  test("each function does what it is permitted to, and a read is one call", async () => {
    const store = await createStore();
    const { create, get, list, revoke } = functionsOver(store);

    const { id } = v.parse(createdTokenSchema, (await create()).body);
    expectExactPermissions(createTokenRoute, store.calls.accesses);
    store.calls.clear();

    await get(id);
    expect(store.calls.all).toMatchObject([{ operation: "GetItem", itemsRead: 1 }]);
    expectExactPermissions(getTokenRoute, store.calls.accesses);
    store.calls.clear();

    await list();
    expect(store.calls.operations).toEqual(["Query"]);
    expectExactPermissions(listTokensRoute, store.calls.accesses);
    store.calls.clear();

    expect((await revoke(id)).status).toBe(204);
    expect(store.calls.operations).toEqual(["GetItem", "UpdateItem"]);
    expectExactPermissions(revokeTokenRoute, store.calls.accesses);
  });

  test("creating, killed at any call and sent again, leaves one token, and that works", async () => {
    const points = await atEveryInterruption(async (interruption) => {
      const store = await createStore();
      const key = crypto.randomUUID();
      const killed = interrupt(store.client, interruption);
      await Promise.allSettled([functionsOver(store).create(key)]);

      const later = functionsOver(store.another(), "2026-01-02T03:05:05.678Z");
      const answer = await later.create(key);
      const { token } = v.parse(createdTokenSchema, answer.body);
      expect(await later.authenticate.execute(token)).toMatchObject({ outcome: "authenticated" });
      expect(v.parse(tokenPageSchema, (await later.list()).body).items).toHaveLength(1);
      return killed;
    });
    expect(points).toBe(6);
  });

  test("creating again what was used meanwhile is refused: its secret cannot be shown once more", async () => {
    const store = await createStore();
    const whole = functionsOver(store.another());
    const key = crypto.randomUUID();
    // Killed where its answer would be kept: the claim, the token, the answer.
    interrupt(store.client, { call: 3, moment: "before" });
    const { token } = v.parse(createdTokenSchema, (await functionsOver(store).create(key)).body);
    await whole.authenticate.execute(token);

    const later = functionsOver(store.another(), "2026-01-02T03:05:05.678Z");
    for (const _ of [1, 2])
      expect(await later.create(key)).toMatchObject({ status: 409, body: { code: "token-in-use" } });
    expect(await whole.authenticate.execute(token)).toMatchObject({ outcome: "authenticated" });
  });

  test("revoking, killed at any call and sent again, leaves the token refused", async () => {
    const points = await atEveryInterruption(async (interruption) => {
      const store = await createStore();
      const whole = functionsOver(store.another());
      const { id, token } = v.parse(createdTokenSchema, (await whole.create()).body);
      const killed = interrupt(store.client, interruption);
      await Promise.allSettled([functionsOver(store).revoke(id)]);

      expect((await whole.revoke(id)).status).toBe(204);
      expect(await whole.authenticate.execute(token)).toMatchObject({ outcome: "refused", reason: "revoked" });
      return killed;
    });
    expect(points).toBe(4);
  });
});

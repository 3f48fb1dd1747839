import { afterAll, describe, expect, test } from "bun:test";
import * as v from "valibot";
import { authorizerHandler } from "../functions/authorizer/authorizer.ts";
import { authorizerEvent } from "../functions/authorizer/testing/authorizer-event.ts";
import { tokenBindings } from "../functions/backend/di/token-bindings.ts";
import { TOKENS } from "../functions/backend/di/tokens.ts";
import { transcriptBindings } from "../functions/backend/di/transcript-bindings.ts";
import { DynamoDBCategoryRepository } from "../functions/backend/infrastructure/dynamodb/dynamodb-category-repository.ts";
import { DynamoDBClientRepository } from "../functions/backend/infrastructure/dynamodb/dynamodb-client-repository.ts";
import { DynamoDBTokenRepository } from "../functions/backend/infrastructure/dynamodb/dynamodb-token-repository.ts";
import { EmulatedDynamoDB } from "../functions/backend/testing/emulated-dynamodb.ts";
import { EmulatedStore } from "../functions/backend/testing/emulated-store.ts";
import { FixedClock } from "../functions/backend/testing/fixed-clock.ts";
import { newApiToken, testStage } from "../functions/backend/testing/new-api-token.ts";
import { newCategory } from "../functions/backend/testing/new-category.ts";
import { newClient } from "../functions/backend/testing/new-client.ts";
import { newEntry } from "../functions/backend/testing/new-entry.ts";
import { RecordingLogger } from "../functions/backend/testing/recording-logger.ts";
import { storedCategoryBindings } from "../functions/backend/testing/stored-category-bindings.ts";
import { storedSessionBindings } from "../functions/backend/testing/stored-session-bindings.ts";
import { listCategoriesHandler } from "../functions/categories/list-categories.ts";
import type { HttpHandler } from "../functions/http/define-handler.ts";
import { type InvocationValues, invoke } from "../functions/http/testing/invoke.ts";
import { getSessionHandler } from "../functions/sessions/get-session.ts";
import { listSessionsHandler } from "../functions/sessions/list-sessions.ts";
import { startSessionHandler } from "../functions/sessions/start-session.ts";
import { updateSessionHandler } from "../functions/sessions/update-session.ts";
import { appendEntriesHandler } from "../functions/transcripts/append-entries.ts";
import { listEntriesHandler } from "../functions/transcripts/list-entries.ts";
import { type Capacity, CapacityMeter } from "./testing/capacity-meter.ts";
import { assumptions, requestClasses } from "./workload.ts";

test("the shares of all kinds of requests make up the whole", () => {
  expect(requestClasses.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
});

const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
afterAll(() => dynamoDB?.stop());

/** What a kind of request cost DynamoDB and gave back. */
interface Measurement extends Capacity {
  readonly bodyBytes: number;
}

/** Functions over tables of their own, and what each call of them cost. */
async function setUp() {
  if (dynamoDB === undefined) throw new Error("There is no emulator.");
  const store = await EmulatedStore.create(dynamoDB);
  const meter = new CapacityMeter(store.client);
  const measured: Record<string, Measurement> = {};
  return {
    store,
    clock: new FixedClock("2026-01-02T03:04:05.678Z"),
    meter,
    measured,
    /** Keeps the measurement of the last call for each operation. */
    call: async (handler: HttpHandler, values: InvocationValues): Promise<unknown> => {
      meter.take();
      const { status, body } = await invoke(handler, values);
      expect(status).toBeLessThan(300);
      const bodyBytes = Buffer.byteLength(typeof body === "string" ? body : JSON.stringify(body));
      measured[handler.route.operationId] = { ...meter.take(), bodyBytes };
      return body;
    },
  };
}

/** About 850 bytes that compress as messages do: words of a vocabulary of 100, always the same ones for a seed. */
function message(seed: number): string {
  let state = seed + 1;
  const words = Array.from({ length: 150 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (((state % 100) * 104_729) % 60_466_176).toString(36);
  });
  return words.join(" ");
}

describe.skipIf(dynamoDB === undefined)("what a request is said to cost is what DynamoDB's emulator counts:", () => {
  test("the routes", async () => {
    const { store, clock, measured, call } = await setUp();
    const others = store.another();
    const categories = new DynamoDBCategoryRepository(others.client, store.tableName("Table"));
    const category = newCategory();
    await categories.insert(category);
    for (let index = 1; index < 20; index += 1) await categories.insert(newCategory({ name: `Category ${index}` }));
    const client = newClient({ defaultCategoryId: category.id });
    await new DynamoDBClientRepository(others.client, store.tableName, clock).insert(client);
    const sessions = storedSessionBindings(store, clock);
    const transcripts = store.override(transcriptBindings()).override(TOKENS.Logger, new RecordingLogger());

    const start = startSessionHandler(sessions);
    const body = { clientId: client.id, title: "Fix the login" };
    for (let index = 1; index < 20; index += 1) await call(start, { method: "POST", path: "/sessions", body });
    const { id } = v.parse(
      v.object({ id: v.string() }),
      await call(start, { method: "POST", path: "/sessions", body }),
    );
    const target = { path: `/sessions/${id}`, pathParameters: { id } };
    const append = appendEntriesHandler(transcripts);
    for (let batch = 0; batch < 20; batch += 1) {
      const numbers = Array.from({ length: 5 }, (_, index) => batch * 5 + index);
      const entries = numbers.map(
        (number) =>
          newEntry({ id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`, content: message(number) })
            .json,
      );
      await call(append, { method: "POST", ...target, body: `[${entries.join(",")}]` });
    }
    await call(listEntriesHandler(transcripts), { ...target, query: "limit=25" });
    await call(getSessionHandler(sessions), target);
    await call(listSessionsHandler(sessions), { path: "/sessions", query: `limit=20&clientId=${client.id}` });
    await call(listCategoriesHandler(storedCategoryBindings(store, clock)), { path: "/categories", query: "limit=20" });
    const change = { method: "PATCH", headers: { "if-match": "*" }, body: { state: "completed" } } as const;
    await call(updateSessionHandler(sessions), { ...target, ...change });

    const said = requestClasses.map(({ operationId, readUnits, writeUnits }) => [
      operationId,
      { readUnits, writeUnits },
    ]);
    expect(measured).toMatchObject(Object.fromEntries(said));
    for (const { operationId, responseBytes } of requestClasses) {
      const { bodyBytes = 0 } = measured[operationId] ?? {};
      // With 300 to 1,500 bytes of headers.
      expect(responseBytes - bodyBytes).toBeWithin(300, 1_500);
    }
  });

  test("the authorizer", async () => {
    const { store, meter } = await setUp();
    const { token, text } = newApiToken();
    await new DynamoDBTokenRepository(store.another().client, store.tableName("Tokens")).insert(token);
    const admin = newApiToken().token;
    const container = store
      .override(tokenBindings())
      .override(TOKENS.AdminToken, { id: admin.id, hash: admin.hash })
      .override(TOKENS.Logger, new RecordingLogger())
      .override(TOKENS.Stage, testStage);
    const ask = authorizerHandler(container);
    const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 10_000 };
    // The first use within an hour is written down, too.
    await ask(authorizerEvent(`Bearer ${text}`), context);
    meter.take();
    await ask(authorizerEvent(`Bearer ${text}`), context);
    expect(meter.take()).toEqual({ readUnits: assumptions.authorizerReadUnits, writeUnits: 0 });
  });
});

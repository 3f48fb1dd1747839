import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { DynamoDBCategoryRepository } from "../backend/infrastructure/dynamodb/dynamodb-category-repository.ts";
import { DynamoDBClientRepository } from "../backend/infrastructure/dynamodb/dynamodb-client-repository.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { expectExactPermissions } from "../backend/testing/expect-exact-permissions.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { interrupt } from "../backend/testing/interruption.ts";
import { newCategory } from "../backend/testing/new-category.ts";
import { newClient } from "../backend/testing/new-client.ts";
import { putTranscriptItems } from "../backend/testing/put-transcript-items.ts";
import { storedSessionBindings } from "../backend/testing/stored-session-bindings.ts";
import { invoke } from "../http/testing/invoke.ts";
import { deleteSessionHandler } from "./delete-session.ts";
import { getSessionHandler } from "./get-session.ts";
import { listSessionsHandler } from "./list-sessions.ts";
import {
  deleteSessionRoute,
  getSessionRoute,
  listSessionsRoute,
  startSessionRoute,
  updateSessionRoute,
} from "./routes.ts";
import { sessionSchema } from "./schemas.ts";
import { startSessionHandler } from "./start-session.ts";
import { updateSessionHandler } from "./update-session.ts";

const stores = await EmulatedStores.start();

const ifMatch = { "if-match": "*" };

async function setUp() {
  const store = await stores.create();
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const others = store.another();
  const category = newCategory();
  await new DynamoDBCategoryRepository(others.client, store.tableName("Table")).insert(category);
  const client = newClient({ defaultCategoryId: category.id });
  await new DynamoDBClientRepository(others.client, store.tableName, clock).insert(client);
  const start = startSessionHandler(storedSessionBindings(others, clock));
  return {
    store,
    clock,
    container: storedSessionBindings(store, clock),
    category,
    client,
    start: async (values: object = {}) => {
      const body = { clientId: client.id, title: "Fix the login", ...values };
      const answer = await invoke(start, { method: "POST", path: "/sessions", body });
      const { id } = v.parse(sessionSchema, answer.body);
      return { id, target: { path: `/sessions/${id}`, pathParameters: { id } } };
    },
  };
}

describe.skipIf(!stores.available)("a function's calls of DynamoDB are few, and exactly those it declares:", () => {
  test("startSession, also when a first try broke off before its answer was kept", async () => {
    const { store, clock, container, client } = await setUp();
    const request = {
      method: "POST",
      path: "/sessions",
      headers: { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" },
      body: { clientId: client.id, title: "Fix the login" },
    } as const;
    const killed = store.another();
    interrupt(killed.client, { call: 3, moment: "after" });
    const broken = await invoke(startSessionHandler(storedSessionBindings(killed, clock)), request);
    expect(broken.status).toBe(500);

    clock.time = new Date(clock.time.getTime() + 60_000);
    const { status } = await invoke(startSessionHandler(container), { ...request, requestId: "second" });
    expect(status).toBe(201);
    expect(store.calls.operations).toEqual([
      "PutItem",
      "UpdateItem",
      "GetItem",
      "TransactWriteItems",
      "GetItem",
      "UpdateItem",
    ]);
    expectExactPermissions(startSessionRoute, store.calls.accesses);
  });

  test("getSession is one read of one item", async () => {
    const { store, container, start } = await setUp();
    const { target } = await start();
    expect((await invoke(getSessionHandler(container), target)).status).toBe(200);

    expect(store.calls.all).toMatchObject([{ operation: "GetItem", itemsRead: 1 }]);
    expectExactPermissions(getSessionRoute, store.calls.accesses);
  });

  test("listSessions is one query of one index, and reads one item more than it gives", async () => {
    const { store, container, start, client, category } = await setUp();
    for (let index = 0; index < 4; index += 1) await start();
    const list = listSessionsHandler(container);
    const filters = ["", `&clientId=${client.id}`, "&state=running", `&categoryId=${category.id}`];
    for (const filter of filters) {
      expect((await invoke(list, { path: "/sessions", query: `limit=2${filter}` })).status).toBe(200);
    }

    expect(store.calls.all).toMatchObject(filters.map(() => ({ operation: "Query", itemsRead: 3 })));
    expectExactPermissions(listSessionsRoute, store.calls.accesses);
  });

  test("listSessions looks at many at once where those it finds first have expired", async () => {
    const { store, container, start, clock } = await setUp();
    const { id } = await start();
    for (let index = 0; index < 30; index += 1) await start({ expiresAt: "2026-01-02T03:04:06Z" });
    clock.time = new Date("2026-01-02T03:04:06Z");
    const { body } = await invoke(listSessionsHandler(container), { path: "/sessions", query: "limit=1" });

    expect(body).toMatchObject({ items: [{ id }], nextCursor: null });
    expect(store.calls.operations).toEqual(["Query", "Query"]);
  });

  test("updateSession", async () => {
    const { store, container, start, category } = await setUp();
    const { target } = await start({ categoryId: null });
    const body = { categoryId: category.id, state: "completed" };
    const update = updateSessionHandler(container);
    expect((await invoke(update, { method: "PATCH", ...target, headers: ifMatch, body })).status).toBe(200);

    expect(store.calls.operations).toEqual(["GetItem", "TransactWriteItems"]);
    expectExactPermissions(updateSessionRoute, store.calls.accesses);
  });

  test("deleteSession: without a transcript four calls, with one a few more for each hundred items", async () => {
    const { store, container, start } = await setUp();
    const remove = deleteSessionHandler(container);
    const empty = await start();
    expect((await invoke(remove, { method: "DELETE", ...empty.target, headers: ifMatch })).status).toBe(204);
    expect(store.calls.operations).toEqual(["GetItem", "TransactWriteItems", "Query", "TransactWriteItems"]);

    const long = await start();
    await putTranscriptItems(store.another(), long.id, 130);
    store.calls.clear();
    expect((await invoke(remove, { method: "DELETE", ...long.target, headers: ifMatch })).status).toBe(204);
    expect(store.calls.operations).toEqual([
      "GetItem",
      "TransactWriteItems",
      "Query",
      ...Array<string>(4).fill("BatchWriteItem"),
      "Query",
      ...Array<string>(2).fill("BatchWriteItem"),
      "TransactWriteItems",
    ]);
    expectExactPermissions(deleteSessionRoute, store.calls.accesses);
  });
});

import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { DynamoDBCategoryRepository } from "../backend/infrastructure/dynamodb/dynamodb-category-repository.ts";
import { DynamoDBSessionRepository } from "../backend/infrastructure/dynamodb/dynamodb-session-repository.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { expectExactPermissions } from "../backend/testing/expect-exact-permissions.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { interrupt } from "../backend/testing/interruption.ts";
import { newCategory } from "../backend/testing/new-category.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { storedSessionBindings } from "../backend/testing/stored-session-bindings.ts";
import { invoke } from "../http/testing/invoke.ts";
import { createClientHandler } from "./create-client.ts";
import { deleteClientHandler } from "./delete-client.ts";
import { getClientHandler } from "./get-client.ts";
import { listClientsHandler } from "./list-clients.ts";
import { createClientRoute, deleteClientRoute, getClientRoute, listClientsRoute, updateClientRoute } from "./routes.ts";
import { clientSchema } from "./schemas.ts";
import { updateClientHandler } from "./update-client.ts";

const stores = await EmulatedStores.start();

const ifMatch = { "if-match": "*" };

async function setUp() {
  const store = await stores.create();
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const container = storedSessionBindings(store, clock);
  const others = store.another();
  const category = newCategory();
  await new DynamoDBCategoryRepository(others.client, store.tableName("Table")).insert(category);
  const create = createClientHandler(storedSessionBindings(others, clock));
  return {
    store,
    clock,
    container,
    category,
    sessions: new DynamoDBSessionRepository(others.client, store.tableName, clock),
    create: async (name = "Acme") => {
      const { body } = await invoke(create, { method: "POST", path: "/clients", body: { name } });
      const { id } = v.parse(clientSchema, body);
      return { id, target: { path: `/clients/${id}`, pathParameters: { id } } };
    },
  };
}

describe.skipIf(!stores.available)("a function's calls of DynamoDB are few, and exactly those it declares:", () => {
  test("createClient, also when a first try broke off before its answer was kept", async () => {
    const { store, clock, container, category } = await setUp();
    const request = {
      method: "POST",
      path: "/clients",
      headers: { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" },
      body: { name: "Acme", defaultCategoryId: category.id },
    } as const;
    const killed = store.another();
    interrupt(killed.client, { call: 2, moment: "after" });
    const broken = await invoke(createClientHandler(storedSessionBindings(killed, clock)), request);
    expect(broken.status).toBe(500);

    clock.time = new Date(clock.time.getTime() + 60_000);
    const { status } = await invoke(createClientHandler(container), { ...request, requestId: "second" });
    expect(status).toBe(201);
    expect(store.calls.operations).toEqual(["PutItem", "UpdateItem", "TransactWriteItems", "GetItem", "UpdateItem"]);
    expectExactPermissions(createClientRoute, store.calls.accesses);
  });

  test("getClient is one read of one item", async () => {
    const { store, container, create } = await setUp();
    const { target } = await create();
    expect((await invoke(getClientHandler(container), target)).status).toBe(200);

    expect(store.calls.all).toMatchObject([{ operation: "GetItem", itemsRead: 1 }]);
    expectExactPermissions(getClientRoute, store.calls.accesses);
  });

  test("listClients is one query of one index, and reads one item more than it gives", async () => {
    const { store, container, create } = await setUp();
    for (const name of ["A", "B", "C", "D"]) await create(name);
    const list = listClientsHandler(container);
    for (const query of ["limit=2", "state=archived", "slug=a"]) {
      expect((await invoke(list, { path: "/clients", query })).status).toBe(200);
    }

    expect(store.calls.all).toMatchObject([
      { operation: "Query", itemsRead: 3 },
      { operation: "Query", itemsRead: 0 },
      { operation: "Query", itemsRead: 1 },
    ]);
    expectExactPermissions(listClientsRoute, store.calls.accesses);
  });

  test("updateClient", async () => {
    const { store, container, create, category } = await setUp();
    const { target } = await create();
    const update = updateClientHandler(container);
    const body = { slug: "other", defaultCategoryId: category.id };
    expect((await invoke(update, { method: "PATCH", ...target, headers: ifMatch, body })).status).toBe(200);

    expect(store.calls.operations).toEqual(["GetItem", "TransactWriteItems"]);
    expectExactPermissions(updateClientRoute, store.calls.accesses);
  });

  test("deleteClient, refused and not", async () => {
    const { store, container, create, sessions } = await setUp();
    const { id, target } = await create();
    const remove = () => invoke(deleteClientHandler(container), { method: "DELETE", ...target, headers: ifMatch });
    const session = newSession({ clientId: id });
    await sessions.insert(session);

    expect((await remove()).status).toBe(409);
    expect(store.calls.operations).toEqual(["GetItem", "GetItem", "Query"]);
    await sessions.beginDeletion(session);
    store.calls.clear();
    expect((await remove()).status).toBe(204);
    expect(store.calls.operations).toEqual(["GetItem", "GetItem", "Query", "TransactWriteItems"]);
    expectExactPermissions(deleteClientRoute, store.calls.accesses);
  });
});

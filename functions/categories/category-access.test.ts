import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { expectExactPermissions } from "../backend/testing/expect-exact-permissions.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { interrupt } from "../backend/testing/interruption.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { storedCategoryBindings } from "../backend/testing/stored-category-bindings.ts";
import { invoke } from "../http/testing/invoke.ts";
import { createCategoryHandler } from "./create-category.ts";
import { deleteCategoryHandler } from "./delete-category.ts";
import { getCategoryHandler } from "./get-category.ts";
import { listCategoriesHandler } from "./list-categories.ts";
import {
  createCategoryRoute,
  deleteCategoryRoute,
  getCategoryRoute,
  listCategoriesRoute,
  updateCategoryRoute,
} from "./routes.ts";
import { categorySchema } from "./schemas.ts";
import { updateCategoryHandler } from "./update-category.ts";

const stores = await EmulatedStores.start();

const headers = { "if-match": "*" };

async function setUp() {
  const store = await stores.create();
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const logger = new RecordingLogger();
  const create = createCategoryHandler(storedCategoryBindings(store.another(), clock));
  return {
    store,
    clock,
    logger,
    container: storedCategoryBindings(store, clock, logger),
    create: async (values: object = {}) => {
      const { body } = await invoke(create, {
        method: "POST",
        path: "/categories",
        body: { name: "Books", ...values },
      });
      const { id } = v.parse(categorySchema, body);
      return { id, target: { path: `/categories/${id}`, pathParameters: { id } } };
    },
  };
}

describe.skipIf(!stores.available)("a function's calls of DynamoDB are few, and exactly those it declares:", () => {
  test("createCategory, also when a first try broke off before its answer was kept", async () => {
    const { store, clock, container, create } = await setUp();
    const { id: parentId } = await create();
    const request = {
      method: "POST",
      path: "/categories",
      headers: { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" },
      body: { name: "Novels", parentId },
    } as const;
    const killed = store.another();
    interrupt(killed.client, { call: 2, moment: "after" });
    const broken = await invoke(createCategoryHandler(storedCategoryBindings(killed, clock)), request);
    expect([broken.status, killed.calls.operations]).toEqual([500, ["PutItem", "TransactWriteItems", "UpdateItem"]]);

    clock.time = new Date(clock.time.getTime() + 60_000);
    const { status } = await invoke(createCategoryHandler(container), { ...request, requestId: "second" });
    expect(status).toBe(201);
    expect(store.calls.operations).toEqual(["PutItem", "UpdateItem", "TransactWriteItems", "GetItem", "UpdateItem"]);
    expectExactPermissions(createCategoryRoute, store.calls.accesses);
  });

  test("createCategory that is sent again is one call", async () => {
    const { store, container } = await setUp();
    const create = createCategoryHandler(container);
    const request = {
      method: "POST",
      path: "/categories",
      headers: { "idempotency-key": "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d" },
      body: { name: "Books" },
    } as const;
    await invoke(create, request);
    expect(store.calls.operations).toEqual(["PutItem", "TransactWriteItems", "UpdateItem"]);
    store.calls.clear();
    await invoke(create, { ...request, requestId: "second" });
    expect(store.calls.operations).toEqual(["PutItem"]);
  });

  test("getCategory is one read of one item", async () => {
    const { store, container, create } = await setUp();
    const { target } = await create();
    expect((await invoke(getCategoryHandler(container), target)).status).toBe(200);

    expect(store.calls.all).toMatchObject([{ operation: "GetItem", itemsRead: 1 }]);
    expectExactPermissions(getCategoryRoute, store.calls.accesses);
  });

  test("listCategories is one query, and reads one item more than it gives", async () => {
    const { store, container, create } = await setUp();
    for (const name of ["A", "B", "C", "D"]) await create({ name });
    const list = listCategoriesHandler(container);
    for (const query of ["limit=2", "parentId=root&limit=100"]) {
      expect((await invoke(list, { path: "/categories", query })).status).toBe(200);
    }

    expect(store.calls.all).toMatchObject([
      { operation: "Query", itemsRead: 3 },
      { operation: "Query", itemsRead: 4 },
    ]);
    expectExactPermissions(listCategoriesRoute, store.calls.accesses);
  });

  test("updateCategory", async () => {
    const { store, container, create } = await setUp();
    const { target } = await create();
    const request = { method: "PATCH", ...target, headers, body: { name: "Films" } } as const;
    expect((await invoke(updateCategoryHandler(container), request)).status).toBe(200);

    expect(store.calls.operations).toEqual(["GetItem", "TransactWriteItems"]);
    expectExactPermissions(updateCategoryRoute, store.calls.accesses);
  });

  test("deleteCategory", async () => {
    const { store, container, create } = await setUp();
    const { id: parentId } = await create();
    const { target } = await create({ parentId });
    expect((await invoke(deleteCategoryHandler(container), { method: "DELETE", ...target, headers })).status).toBe(204);

    expect(store.calls.operations).toEqual(["GetItem", "TransactWriteItems"]);
    expectExactPermissions(deleteCategoryRoute, store.calls.accesses);
  });
});

test.skipIf(!stores.available)("the line of a request says what it cost", async () => {
  const { logger, container, create } = await setUp();
  const { target } = await create();
  const get = getCategoryHandler(container);
  await invoke(get, target);
  await invoke(get, target);

  // A consistent read of up to 4 KB is one unit.
  expect(logger.requests).toMatchObject([
    { operationId: "getCategory", status: 200, tokenId: "administrator", coldStart: true, DatabaseCapacity: 1 },
    { operationId: "getCategory", status: 200, tokenId: "administrator", coldStart: false, DatabaseCapacity: 1 },
  ]);
});

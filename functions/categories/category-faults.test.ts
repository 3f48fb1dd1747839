import { describe, expect, test } from "bun:test";
import { DynamoDBCategoryRepository } from "../backend/infrastructure/dynamodb/dynamodb-category-repository.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { atEveryInterruption, interrupt } from "../backend/testing/interruption.ts";
import { newCategory } from "../backend/testing/new-category.ts";
import { storedCategoryBindings } from "../backend/testing/stored-category-bindings.ts";
import { injectFaults, type TransientFault } from "../backend/testing/transient-faults.ts";
import { invoke } from "../http/testing/invoke.ts";
import { createCategoryHandler } from "./create-category.ts";
import { deleteCategoryHandler } from "./delete-category.ts";
import { getCategoryHandler } from "./get-category.ts";
import { updateCategoryHandler } from "./update-category.ts";

const stores = await EmulatedStores.start();

const headers = { "if-match": '"1"' };

async function setUp() {
  const store = await stores.create();
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const categories = new DynamoDBCategoryRepository(store.client, store.tableName("Table"));
  return {
    store,
    clock,
    categories,
    insert: async (values: Parameters<typeof newCategory>[0] = {}) => {
      const category = newCategory(values);
      await categories.insert(category);
      return category;
    },
    childrenOf: async (parentId: string) => (await categories.list({ parentId, limit: 10, after: null })).categories,
    isFree: async (name: string) => {
      const other = newCategory({ name });
      try {
        await categories.insert(other);
      } catch {
        return false;
      }
      await categories.remove(other);
      return true;
    },
  };
}

describe.skipIf(!stores.available)("categories in a faulty world", () => {
  test("a creation that is killed anywhere makes all or nothing, and its retry makes one category", async () => {
    const { store, clock, categories, insert, childrenOf } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      round += 1;
      const parent = await insert({ name: `Parent ${round}` });
      const request = {
        method: "POST",
        path: "/categories",
        headers: { "idempotency-key": `a-key-of-round-${round}` },
        body: { name: "Child", parentId: parent.id },
      } as const;
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      const first = createCategoryHandler(storedCategoryBindings(broken, clock));
      await invoke(first, { ...request, requestId: `${round}a` });

      clock.time = new Date(clock.time.getTime() + 60_000);
      const second = createCategoryHandler(storedCategoryBindings(store.another(), clock));
      const { status, headers } = await invoke(second, { ...request, requestId: `${round}b` });
      const [child, ...others] = await childrenOf(parent.id);
      expect([status, headers["location"], others]).toEqual([201, `/categories/${child?.id}`, []]);

      // Succeeds only if the child was counted once.
      if (child !== undefined) await categories.remove(child);
      await categories.remove(parent);
      return killed;
    });
    expect(points).toBe(6);
  });

  test("a change that is killed anywhere happens completely or not at all", async () => {
    const { store, clock, categories, insert, isFree } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      round += 1;
      const { id } = await insert({ name: `Old ${round}` });
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      await invoke(updateCategoryHandler(storedCategoryBindings(broken, clock)), {
        method: "PATCH",
        path: `/categories/${id}`,
        pathParameters: { id },
        headers,
        body: { name: `New ${round}` },
      });

      const isChanged = (await categories.find(id))?.version === 2;
      expect([await isFree(`Old ${round}`), await isFree(`New ${round}`)]).toEqual([isChanged, !isChanged]);
      return killed;
    });
    expect(points).toBe(4);
  });

  test("a deletion that is killed anywhere happens completely or not at all, and its retry completes it", async () => {
    const { store, clock, categories, insert, isFree } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      round += 1;
      const { id, name } = await insert({ name: `Name ${round}` });
      const request = { method: "DELETE", path: `/categories/${id}`, pathParameters: { id }, headers } as const;
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      await invoke(deleteCategoryHandler(storedCategoryBindings(broken, clock)), request);

      const isGone = (await categories.find(id)) === null;
      const retry = await invoke(deleteCategoryHandler(storedCategoryBindings(store.another(), clock)), request);
      expect(retry.status).toBe(isGone ? 404 : 204);
      expect(await isFree(name.value)).toBe(true);
      return killed;
    });
    expect(points).toBe(4);
  });

  test.each<TransientFault>(["throttle", "server-error", "timeout", "lost-answer"])(
    "a passing fault (%s) at any call is got over",
    async (fault) => {
      const { store, clock } = await setUp();
      const create = createCategoryHandler(storedCategoryBindings(store, clock));
      injectFaults(store.client, [fault, "pass", fault, "pass", fault]);
      const { status, headers } = await invoke(create, {
        method: "POST",
        path: "/categories",
        body: { name: "Books" },
      });
      expect(status).toBe(201);

      const id = String(headers["location"]).replace("/categories/", "");
      const reading = store.another();
      injectFaults(reading.client, [fault]);
      const get = getCategoryHandler(storedCategoryBindings(reading, clock));
      expect((await invoke(get, { path: `/categories/${id}`, pathParameters: { id } })).status).toBe(200);
    },
  );

  test.each([
    ["throttle", "overloaded"],
    ["timeout", "unavailable"],
  ] as const)("a fault that stays (%s) is a 503 that says when to try again", async (fault, code) => {
    const { store, clock, insert } = await setUp();
    const { id } = await insert();
    const reading = store.another();
    injectFaults(reading.client, Array<TransientFault>(20).fill(fault));
    const answer = await invoke(getCategoryHandler(storedCategoryBindings(reading, clock)), {
      path: `/categories/${id}`,
      pathParameters: { id },
    });

    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "1"]);
    expect(answer.body).toMatchObject({ code });
  });

  test("an invocation that has no time left says so, before Lambda ends it", async () => {
    const { store, clock, insert } = await setUp();
    const { id } = await insert();
    const reading = store.another();
    const answer = await invoke(getCategoryHandler(storedCategoryBindings(reading, clock)), {
      path: `/categories/${id}`,
      pathParameters: { id },
      remainingMilliseconds: () => 900,
    });
    expect(answer.body).toMatchObject({ status: 503, code: "unavailable" });
  });
});

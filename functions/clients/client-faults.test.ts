import { describe, expect, test } from "bun:test";
import { DynamoDBClientRepository } from "../backend/infrastructure/dynamodb/dynamodb-client-repository.ts";
import { DynamoDBSessionRepository } from "../backend/infrastructure/dynamodb/dynamodb-session-repository.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { atEveryInterruption, interrupt } from "../backend/testing/interruption.ts";
import { newClient } from "../backend/testing/new-client.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { storedSessionBindings } from "../backend/testing/stored-session-bindings.ts";
import { injectFaults, type TransientFault } from "../backend/testing/transient-faults.ts";
import { invoke } from "../http/testing/invoke.ts";
import { createClientHandler } from "./create-client.ts";
import { deleteClientHandler } from "./delete-client.ts";
import { updateClientHandler } from "./update-client.ts";

const stores = await EmulatedStores.start();

const ifMatch = { "if-match": '"1"' };

async function setUp() {
  const store = await stores.create();
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const clients = new DynamoDBClientRepository(store.client, store.tableName, clock);
  return {
    store,
    clock,
    clients,
    sessions: new DynamoDBSessionRepository(store.client, store.tableName, clock),
    insert: async (values: Parameters<typeof newClient>[0] = {}) => {
      const client = newClient(values);
      await clients.insert(client);
      return client;
    },
    withSlug: async (slug: string) =>
      (await clients.list({ filter: { by: "slug", value: slug }, limit: 10, after: null })).clients,
    isFree: async (slug: string) => {
      const other = newClient({ slug });
      try {
        await clients.insert(other);
      } catch {
        return false;
      }
      await clients.remove(other);
      return true;
    },
  };
}

describe.skipIf(!stores.available)("clients in a faulty world", () => {
  test("a creation that is killed anywhere makes all or nothing, and its retry makes one client", async () => {
    const { store, clock, clients, withSlug, isFree } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      round += 1;
      const slug = `slug-${round}`;
      const request = {
        method: "POST",
        path: "/clients",
        headers: { "idempotency-key": `a-key-of-round-${round}` },
        body: { name: "Acme", slug },
      } as const;
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      await invoke(createClientHandler(storedSessionBindings(broken, clock)), { ...request, requestId: `${round}a` });
      expect(await isFree(slug)).toBe((await withSlug(slug)).length === 0);

      clock.time = new Date(clock.time.getTime() + 60_000);
      const retry = createClientHandler(storedSessionBindings(store.another(), clock));
      const { status, headers } = await invoke(retry, { ...request, requestId: `${round}b` });
      const [client, ...others] = await withSlug(slug);
      expect([status, headers["location"], others]).toEqual([201, `/clients/${client?.id}`, []]);
      expect(await clients.find(client?.id ?? "")).toEqual(client ?? null);
      return killed;
    });
    expect(points).toBeGreaterThanOrEqual(6);
  });

  test("a change that is killed anywhere happens completely or not at all", async () => {
    const { store, clock, clients, insert, isFree } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      round += 1;
      const client = await insert({ slug: `old-${round}` });
      const body = { slug: `new-${round}`, state: "archived" };
      const target = { path: `/clients/${client.id}`, pathParameters: { id: client.id } };
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      const update = updateClientHandler(storedSessionBindings(broken, clock));
      await invoke(update, { method: "PATCH", ...target, headers: ifMatch, body });

      const found = await clients.find(client.id);
      const isChanged = found?.version === 2;
      expect([found?.slug, found?.state]).toEqual(
        isChanged ? [`new-${round}`, "archived"] : [`old-${round}`, "active"],
      );
      expect([await isFree(`old-${round}`), await isFree(`new-${round}`)]).toEqual([isChanged, !isChanged]);
      return killed;
    });
    expect(points).toBe(4);
  });

  test("a deletion that is killed anywhere happens completely or not at all, and its retry completes it", async () => {
    const { store, clock, clients, insert, isFree } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      round += 1;
      const client = await insert({ slug: `slug-${round}` });
      const target = { path: `/clients/${client.id}`, pathParameters: { id: client.id } };
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      const request = { method: "DELETE", ...target, headers: ifMatch } as const;
      await invoke(deleteClientHandler(storedSessionBindings(broken, clock)), request);

      const found = await clients.find(client.id);
      expect(await isFree(client.slug)).toBe(found === null);
      const { status } = await invoke(deleteClientHandler(storedSessionBindings(store.another(), clock)), request);
      expect(status).toBe(found === null ? 404 : 204);
      expect(await isFree(client.slug)).toBe(true);
      return killed;
    });
    expect(points).toBe(8);
  });

  test("a session that starts after the deletion has looked for sessions is noticed", async () => {
    const { store, clock, clients, sessions, insert } = await setUp();
    const client = await insert();
    const session = newSession({ clientId: client.id });
    const deleting = store.another();
    let queries = 0;
    deleting.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === "QueryCommand") queries += 1;
          if (commandName === "QueryCommand" && queries === 1) await sessions.insert(session);
          return result;
        },
      { step: "initialize" },
    );
    const { status } = await invoke(deleteClientHandler(storedSessionBindings(deleting, clock)), {
      method: "DELETE",
      path: `/clients/${client.id}`,
      pathParameters: { id: client.id },
      headers: ifMatch,
    });

    expect([status, queries]).toEqual([409, 2]);
    expect(await clients.find(client.id)).toEqual(client);
    expect(await sessions.find(session.id)).toEqual(session);
  });

  test("a session that a query does not see yet, as it has just started, keeps its client", async () => {
    const { store, clock, clients, sessions, insert } = await setUp();
    const client = await insert();
    await sessions.insert(newSession({ clientId: client.id }));
    const deleting = store.another();
    deleting.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          return commandName === "QueryCommand" ? { ...result, output: { ...result.output, Count: 0 } } : result;
        },
      { step: "initialize" },
    );
    const { status } = await invoke(deleteClientHandler(storedSessionBindings(deleting, clock)), {
      method: "DELETE",
      path: `/clients/${client.id}`,
      pathParameters: { id: client.id },
      headers: ifMatch,
    });

    expect(status).toBe(409);
    expect(await clients.find(client.id)).toEqual(client);
  });

  test.each<TransientFault>(["throttle", "server-error", "timeout", "lost-answer"])(
    "a passing fault (%s) at any call is got over",
    async (fault) => {
      const { store, clients } = await setUp();
      const client = newClient({ slug: "first" });
      const next = client.change({ slug: "second" }, new Date("2026-02-03T04:05:06.789Z"));
      for (const step of [
        async () => expect(await clients.insert(client)).toBe(true),
        async () => expect(await clients.find(client.id)).toEqual(client),
        () => clients.replace(client, next),
        () => clients.remove(next),
      ]) {
        injectFaults(store.client, [fault]);
        await step();
      }
      expect(await clients.find(client.id)).toBeNull();
    },
  );

  test("sessions that have expired, however many, do not keep a client", async () => {
    const { clients, sessions, insert, clock, store } = await setUp();
    const client = await insert();
    for (let index = 0; index < 60; index += 1) {
      await sessions.insert(newSession({ clientId: client.id, expiresAt: "2026-01-02T03:04:06Z" }));
    }
    clock.time = new Date("2026-01-02T03:04:06Z");
    store.calls.clear();
    await clients.remove(client);

    expect(await clients.find(client.id)).toBeNull();
    expect(store.calls.operations.filter((operation) => operation === "Query")).toHaveLength(2);
  });
});

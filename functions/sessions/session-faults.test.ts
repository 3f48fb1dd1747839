import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "bun:test";
import { DynamoDBClientRepository } from "../backend/infrastructure/dynamodb/dynamodb-client-repository.ts";
import { DynamoDBSessionRepository } from "../backend/infrastructure/dynamodb/dynamodb-session-repository.ts";
import { membershipPartition, sessionKey } from "../backend/infrastructure/dynamodb/session-keys.ts";
import type { EmulatedStore } from "../backend/testing/emulated-store.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { atEveryInterruption, interrupt } from "../backend/testing/interruption.ts";
import { newClient } from "../backend/testing/new-client.ts";
import { newSession } from "../backend/testing/new-session.ts";
import { putTranscriptItems } from "../backend/testing/put-transcript-items.ts";
import { storedSessionBindings } from "../backend/testing/stored-session-bindings.ts";
import { halveBatches, injectFaults, type TransientFault } from "../backend/testing/transient-faults.ts";
import { invoke } from "../http/testing/invoke.ts";
import { deleteSessionHandler } from "./delete-session.ts";
import { startSessionHandler } from "./start-session.ts";
import { updateSessionHandler } from "./update-session.ts";

const stores = await EmulatedStores.start();

const ifMatch = { "if-match": '"1"' };

async function setUp() {
  const store = await stores.create();
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const clients = new DynamoDBClientRepository(store.client, store.tableName, clock);
  const sessions = new DynamoDBSessionRepository(store.client, store.tableName, clock);
  const client = newClient();
  await clients.insert(client);
  const count = async (pk: string) => {
    const { Count } = await store.client.send(
      new QueryCommand({
        TableName: store.tableName("Sessions"),
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": pk },
        ConsistentRead: true,
      }),
    );
    return Count;
  };
  return {
    store,
    clock,
    clients,
    sessions,
    client,
    handlersOf: (store: EmulatedStore) => {
      const container = storedSessionBindings(store, clock);
      return {
        start: startSessionHandler(container),
        update: updateSessionHandler(container),
        remove: deleteSessionHandler(container),
      };
    },
    insert: async (entries = 0) => {
      const session = newSession({ clientId: client.id });
      await sessions.insert(session);
      await putTranscriptItems(store, session.id, entries);
      return { session, target: { path: `/sessions/${session.id}`, pathParameters: { id: session.id } } };
    },
    listed: async () => (await sessions.list({ filter: null, limit: 100, after: null })).sessions,
    countItems: (id: string) => count(sessionKey(id).pk),
    countMemberships: () => count(membershipPartition(client.id)),
  };
}

describe.skipIf(!stores.available)("sessions in a faulty world", () => {
  test("a start that is killed anywhere makes all or nothing, and its retry makes one session", async () => {
    const { store, clock, client, handlersOf, listed, countMemberships } = await setUp();
    let round = 0;
    const points = await atEveryInterruption(async (interruption) => {
      const before = (await listed()).length;
      round += 1;
      const request = {
        method: "POST",
        path: "/sessions",
        headers: { "idempotency-key": `a-key-of-round-${round}` },
        body: { clientId: client.id, title: `Round ${round}` },
      } as const;
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      await invoke(handlersOf(broken).start, { ...request, requestId: `${round}a` });
      expect(await countMemberships()).toBe((await listed()).length);

      clock.time = new Date(clock.time.getTime() + 60_000);
      const { status, headers } = await invoke(handlersOf(store.another()).start, {
        ...request,
        requestId: `${round}b`,
      });
      const [session, ...others] = await listed();
      expect([status, headers["location"]]).toEqual([201, `/sessions/${session?.id}`]);
      expect([session?.title, others.length, await countMemberships()]).toEqual([`Round ${round}`, before, before + 1]);
      return killed;
    });
    expect(points).toBeGreaterThanOrEqual(8);
  });

  test("an end that is killed anywhere happens completely or not at all", async () => {
    const { store, sessions, handlersOf, insert } = await setUp();
    const points = await atEveryInterruption(async (interruption) => {
      const { session, target } = await insert();
      const request = { method: "PATCH", ...target, headers: { "if-match": "*" }, body: { state: "failed" } } as const;
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      await invoke(handlersOf(broken).update, request);

      const found = await sessions.find(session.id);
      expect(found?.endedAt === null).toBe(found?.state === "running");
      expect((await invoke(handlersOf(store.another()).update, request)).body).toMatchObject({ state: "failed" });
      return killed;
    });
    expect(points).toBe(4);
  });

  test("a deletion that is killed anywhere shows all or nothing, and its retry leaves nothing behind", async () => {
    const { store, clients, client, sessions, handlersOf, insert, listed, countItems, countMemberships } =
      await setUp();
    const points = await atEveryInterruption(async (interruption) => {
      const { session, target } = await insert(130);
      const request = { method: "DELETE", ...target, headers: ifMatch } as const;
      const broken = store.another();
      const killed = interrupt(broken.client, interruption);
      await invoke(handlersOf(broken).remove, request);

      const found = await sessions.find(session.id);
      const left = await countItems(session.id);
      if (found !== null) expect([left, await countMemberships()]).toEqual([131, 1]);
      else expect(await listed()).toEqual([]);
      // As long as an entry is left, the session's own item is there for the retry.
      if (left !== 0) expect(await sessions.findForDeletion(session.id)).not.toBeNull();

      const { status } = await invoke(handlersOf(store.another()).remove, request);
      expect(status).toBe(left === 0 ? 404 : 204);
      expect([await countItems(session.id), await countMemberships()]).toEqual([0, 0]);
      return killed;
    });
    expect(points).toBe(22);
    await clients.remove(client);
  });

  test("a deletion that runs out of time says so, and goes on at the next request", async () => {
    const { store, sessions, handlersOf, insert, countItems } = await setUp();
    const { session, target } = await insert(250);
    const { remove } = handlersOf(store.another());
    const statuses: (number | undefined)[] = [];
    const items: (number | undefined)[] = [];
    do {
      // Time for one step; then it is up.
      const left = [10_000, 10_000, 10_000, 10_000, 10_000, 10_000];
      const answer = await invoke(remove, {
        method: "DELETE",
        ...target,
        headers: ifMatch,
        remainingMilliseconds: () => left.shift() ?? 2_500,
      });
      statuses.push(answer.status);
      items.push(await countItems(session.id));
      if (answer.status === 503) expect(answer.headers["retry-after"]).toBe("1");
      expect(await sessions.find(session.id)).toBeNull();
    } while (statuses.at(-1) === 503 && statuses.length < 20);

    expect(statuses.at(-1)).toBe(204);
    expect(statuses.length).toBeGreaterThan(1);
    expect(items).toEqual([...items].sort((a = 0, b = 0) => b - a));
    expect(items.at(-1)).toBe(0);
  });

  test("two deletions at once both come to the end", async () => {
    const { store, handlersOf, insert, countItems, countMemberships } = await setUp();
    const { session, target } = await insert(60);
    const request = { method: "DELETE", ...target, headers: { "if-match": "*" } } as const;
    const answers = await Promise.all([1, 2].map(() => invoke(handlersOf(store.another()).remove, request)));

    for (const { status } of answers) expect([204, 404]).toContain(status ?? 0);
    expect(answers.map(({ status }) => status)).toContain(204);
    expect([await countItems(session.id), await countMemberships()]).toEqual([0, 0]);
  });

  test("batches that are done by half are completed", async () => {
    const { store, sessions, insert, countItems } = await setUp();
    const { session } = await insert(40);
    await sessions.beginDeletion(session);
    halveBatches(store.client, 6);
    expect(await sessions.finishDeletion(session.id, () => true)).toBe(true);
    expect(await countItems(session.id)).toBe(0);
  });

  test.each<TransientFault>(["throttle", "server-error", "timeout", "lost-answer"])(
    "a passing fault (%s) at any call is got over",
    async (fault) => {
      const { store, sessions, client, countItems } = await setUp();
      const session = newSession({ clientId: client.id });
      const next = session.change({ state: "completed" }, new Date("2026-02-03T04:05:06.789Z"));
      for (const step of [
        async () => expect(await sessions.insert(session)).toBe(true),
        () => putTranscriptItems(store, session.id, 3),
        async () => expect(await sessions.find(session.id)).toEqual(session),
        () => sessions.replace(session, next),
        () => sessions.beginDeletion(next),
        async () => expect(await sessions.finishDeletion(session.id, () => true)).toBe(true),
      ]) {
        injectFaults(store.client, [fault]);
        await step();
      }
      expect(await countItems(session.id)).toBe(0);
    },
  );
});

import { DeleteCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { DynamoDBSessionRepository } from "../backend/infrastructure/dynamodb/dynamodb-session-repository.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { transcriptBindings } from "../backend/di/transcript-bindings.ts";
import { SystemClock } from "../backend/infrastructure/system/system-clock.ts";
import type { EmulatedStore } from "../backend/testing/emulated-store.ts";
import { EmulatedStores } from "../backend/testing/emulated-stores.ts";
import { expectExactPermissions } from "../backend/testing/expect-exact-permissions.ts";
import { atEveryInterruption, interrupt } from "../backend/testing/interruption.ts";
import { newEntry } from "../backend/testing/new-entry.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { halveBatches, injectFaults, type TransientFault } from "../backend/testing/transient-faults.ts";
import { CollectingStream } from "../http/testing/collecting-stream.ts";
import { httpEvent } from "../http/testing/http-event.ts";
import { requestId } from "../http/testing/invoke.ts";
import { appendEntriesRoute, getTranscriptRoute, listEntriesRoute } from "./routes.ts";
import { streamTranscriptHandler } from "./stream-transcript.ts";
import { storedSession } from "./testing/stored-session.ts";
import { storedTranscriptApi } from "./testing/stored-transcript-api.ts";
import { streamTranscript } from "./transcript-stream.ts";

const stores = await EmulatedStores.start();

async function setUp() {
  const store = await stores.create();
  return { store, ...(await storedSession(store)) };
}

/** Everything in a session's partition. */
async function itemsOf(store: EmulatedStore, sessionId: string) {
  const { Items = [] } = await store.another().client.send(
    new QueryCommand({
      TableName: store.tableName("Sessions"),
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": `SESSION#${sessionId}` },
    }),
  );
  return Items;
}

/** Does something before the first command whose name begins so. */
function before({ client }: EmulatedStore, commandName: string, action: () => Promise<void>): void {
  let done: Promise<void> | undefined;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (String(context["commandName"]).startsWith(commandName)) await (done ??= action());
      return next(args);
    },
    { step: "initialize", name: "doBefore" },
  );
}

/** Keeps an item out of what the first query finds, as it is with one that its transaction has yet to show. */
function hideOnce({ client }: EmulatedStore, sortKey: string): void {
  let queries = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName === "QueryCommand") queries += 1;
        if (commandName !== "QueryCommand" || queries > 1 || !("Items" in result.output)) return result;
        const items = (result.output.Items ?? []).filter(({ sk }) => sk !== sortKey);
        return { ...result, output: { ...result.output, Items: items } };
      },
    { step: "initialize", name: "hideOnce" },
  );
}

function numberedRecords(count: number): Uint8Array {
  const ids = Buffer.alloc(count * 28);
  for (let index = 0; index < count; index += 1) ids.writeUInt32BE(index, index * 28);
  return ids;
}

describe.skipIf(!stores.available)("transcripts in DynamoDB", () => {
  const small = Array.from({ length: 5 }, () => newEntry().json);
  /** Too large for a segment's item, and for one chunk. */
  const large = newEntry({ image: crypto.getRandomValues(new Uint8Array(400_000)).toBase64() }).json;

  test("a small batch is appended with one read and one transaction, a page read with one query", async () => {
    const { store, session } = await setUp();
    const api = storedTranscriptApi(store, session.id);
    await api.append(small);
    expect(store.calls.operations).toEqual(["BatchGetItem", "TransactWriteItems"]);

    store.calls.clear();
    await api.list("after=2&limit=2");
    expect(store.calls.operations).toEqual(["GetItem", "Query"]);
    expect(store.calls.all.map(({ itemsRead }) => itemsRead)).toEqual([1, 1]);

    store.calls.clear();
    await api.list("after=5");
    expect(store.calls.operations).toEqual(["GetItem"]);

    store.calls.clear();
    await api.list("order=desc&limit=2");
    expect(store.calls.operations).toEqual(["GetItem", "Query"]);

    store.calls.clear();
    await api.append(small);
    expect(store.calls.operations).toEqual(["BatchGetItem"]);
  });

  test("what is large takes one request more, to write and to read", async () => {
    const { store, session } = await setUp();
    const api = storedTranscriptApi(store, session.id);
    await api.append([...small, large]);
    expect(store.calls.operations).toEqual(["BatchGetItem", "BatchWriteItem", "TransactWriteItems"]);

    store.calls.clear();
    expect((await api.transcript()).text).toBe([...small, large].map((line) => `${line}\n`).join(""));
    expect(store.calls.operations).toEqual(["GetItem", "Query", "BatchGetItem"]);
  });

  test("each function is allowed exactly what it does", async () => {
    const { store, session } = await setUp();
    const api = storedTranscriptApi(store, session.id);
    await api.append([...small, large]);
    expectExactPermissions(appendEntriesRoute, store.calls.accesses);

    store.calls.clear();
    await api.list();
    expectExactPermissions(listEntriesRoute, store.calls.accesses);

    store.calls.clear();
    await api.transcript();
    expectExactPermissions(getTranscriptRoute, store.calls.accesses);

    store.calls.clear();
    const container = store.override(transcriptBindings()).override(TOKENS.Logger, new RecordingLogger());
    const event = httpEvent({ path: `/sessions/${session.id}/transcript`, authorizer: null });
    const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => 10_000 };
    await streamTranscriptHandler(container)(event, new CollectingStream(), context);
    expectExactPermissions(streamTranscript, store.calls.accesses);
  });

  test("a function that is killed anywhere while it appends leaves all or nothing, and its retry completes it", async () => {
    const lines = [...small, large];
    const points = await atEveryInterruption(async (interruption) => {
      const { store, session } = await setUp();
      const killed = interrupt(store.client, interruption);
      await storedTranscriptApi(store, session.id).append(lines);

      const api = storedTranscriptApi(store.another(), session.id);
      expect(await api.lastSequence()).toBeOneOf([0, lines.length]);
      const { status, text } = await api.append(lines);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ lastSequence: lines.length });
      expect(await api.wholeTranscript()).toBe(lines.map((line) => `${line}\n`).join(""));
      return killed;
    });
    expect(points).toBe(6);
  });

  test.each<[string, TransientFault[]]>([
    ["the answer to every call is lost", ["lost-answer", "lost-answer", "lost-answer"]],
    ["DynamoDB is overloaded for a moment", ["throttle", "throttle"]],
    ["DynamoDB fails for a moment", ["server-error", "timeout"]],
  ])("entries are appended once although %s", async (_, faults) => {
    const { store, session } = await setUp();
    injectFaults(store.client, faults);
    const api = storedTranscriptApi(store, session.id);
    expect((await api.append(small)).status).toBe(200);
    expect(await api.wholeTranscript()).toBe(small.map((line) => `${line}\n`).join(""));
  });

  test("chunks come and go whole although DynamoDB does batches by half", async () => {
    const { store, session } = await setUp();
    halveBatches(store.client, 5);
    const api = storedTranscriptApi(store, session.id);
    expect((await api.append([large])).status).toBe(200);
    halveBatches(store.client, 2);
    expect(await api.wholeTranscript()).toBe(`${large}\n`);
  });

  test("a session is deleted with all of its transcript, and what is read meanwhile is either whole or not there", async () => {
    const { store, session, sessions } = await setUp();
    const lines = Array.from({ length: 40 }, () => newEntry().json);
    const api = storedTranscriptApi(store, session.id);
    for (const line of lines) await api.append([line]);
    await api.append([large]);

    await sessions.beginDeletion(session);
    const points = await atEveryInterruption(async (interruption) => {
      const deleting = store.another();
      const killed = interrupt(deleting.client, interruption);
      const repository = new DynamoDBSessionRepository(deleting.client, deleting.tableName, new SystemClock());
      await repository.finishDeletion(session.id, () => true).catch(() => undefined);
      for (const { status } of [await api.list(), await api.transcript(), await api.append(small)])
        expect(status).toBe(404);
      return killed;
    });
    expect(points).toBeGreaterThan(2);
  });

  test("nothing is left of what was written for a session that is deleted before it gets there", async () => {
    const { store, session, sessions } = await setUp();
    const appending = store.another();
    before(appending, "TransactWrite", async () => {
      await sessions.beginDeletion(session);
      await sessions.finishDeletion(session.id, () => true);
    });
    expect((await storedTranscriptApi(appending, session.id).append([large])).status).toBe(404);
    expect(appending.calls.operations).toContain("BatchWriteItem");
    expect(await itemsOf(store, session.id)).toEqual([]);
  });

  test("409 when too many ids meet in one of the index's items, as only made-up ones can", async () => {
    const { store, session } = await setUp();
    await store.client.send(
      new PutCommand({
        TableName: store.tableName("Sessions"),
        Item: { pk: `SESSION#${session.id}`, sk: "IDS#37", ids: numberedRecords(14_262), idCount: 14_262 },
      }),
    );
    const entries = Array.from({ length: 1_000 }, () => newEntry().json);
    const { status, text } = await storedTranscriptApi(store, session.id).append(entries);
    expect([status, JSON.parse(text)]).toMatchObject([409, { code: "transcript-full" }]);
  });

  test.each(["order=desc&limit=1", "after=4&limit=5", "after=5"])(
    "a page (%s) that is read while others append is whole, up to where the session was when it was read",
    async (query) => {
      const { store, session } = await setUp();
      const api = storedTranscriptApi(store, session.id);
      await api.append(small);
      const expected = await api.list(query);

      const reading = store.another();
      before(reading, "Query", async () => {
        await api.append([newEntry().json]);
        await api.append([large]);
      });
      const { status, text } = await storedTranscriptApi(reading, session.id).list(query);
      expect([status, text]).toEqual([200, expected.text]);
    },
  );

  test.each(["order=desc&limit=1", "after=5&limit=5"])(
    "a page (%s) is whole although the session shows what was appended before the entries do",
    async (query) => {
      const { store, session } = await setUp();
      const api = storedTranscriptApi(store, session.id);
      await api.append(small);
      await api.append([newEntry().json]);
      const expected = await api.list(query);

      const reading = store.another();
      hideOnce(reading, "SEGMENT#0000000006");
      const { status, text } = await storedTranscriptApi(reading, session.id).list(query);
      expect([status, text]).toEqual([200, expected.text]);
      expect(reading.calls.operations).toEqual(["GetItem", "Query", "GetItem", "Query"]);
    },
  );

  test("a page that is read while its session is deleted is none", async () => {
    const { store, session, sessions } = await setUp();
    await storedTranscriptApi(store, session.id).append(small);
    const reading = store.another();
    before(reading, "Query", async () => {
      await sessions.beginDeletion(session);
      await sessions.finishDeletion(session.id, () => true);
    });
    expect((await storedTranscriptApi(reading, session.id).list()).status).toBe(404);
  });

  test("entries that are missing from a session that exists are a failure, not an end", async () => {
    const { store, session } = await setUp();
    const api = storedTranscriptApi(store, session.id);
    await api.append(small);
    await api.append([large]);
    const items = await itemsOf(store, session.id);
    const chunks = items.filter(({ sk }) => String(sk).startsWith("CHUNK#"));
    expect(chunks).toHaveLength(2);
    const TableName = store.tableName("Sessions");
    for (const { pk, sk } of chunks) await store.client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));

    expect((await api.list("after=5")).status).toBe(500);
    const { text } = await api.list();
    expect(v.parse(v.object({ hasMore: v.boolean() }), JSON.parse(text))).toEqual({ hasMore: true });
  });
});

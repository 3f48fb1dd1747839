import { DeleteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "bun:test";
import { EmulatedStore } from "../../testing/emulated-store.ts";
import { FixedClock } from "../../testing/fixed-clock.ts";
import { injectFaults } from "../../testing/transient-faults.ts";
import { startEmulators } from "../../testing/start-emulators.ts";
import { UuidGenerator } from "../system/uuid-generator.ts";
import { DynamoDBIdempotencyStore } from "./dynamodb-idempotency-store.ts";
import { describeIdempotencyStore, keyedRequest, newIdOf } from "./idempotency-store.contract.ts";

const start = new Date("2026-01-02T03:04:05.678Z").getTime();
/** Deletes every record, as DynamoDB's TTL does some time after their expiry. */
async function deleteAll(emulated: EmulatedStore): Promise<void> {
  const { client } = emulated.another();
  const TableName = emulated.tableName("Idempotency");
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  for (const { key } of Items) await client.send(new DeleteCommand({ TableName, Key: { key } }));
}

for (const { engine, dynamoDB } of await startEmulators()) {
  async function setUp() {
    const emulated = await EmulatedStore.create(dynamoDB);
    const clock = new FixedClock(new Date(start).toISOString());
    const table = emulated.tableName("Idempotency");
    return {
      client: emulated.client,
      emulated,
      store: new DynamoDBIdempotencyStore(emulated.client, table, clock, new UuidGenerator()),
      after: (seconds: number) => {
        clock.time = new Date(start + seconds * 1_000);
      },
      records: async () =>
        (await emulated.another().client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [],
    };
  }

  describeIdempotencyStore(engine, setUp);

  describe(`in ${engine}`, () => {
    test("the largest answer is kept", async () => {
      const { store } = await setUp();
      const first = keyedRequest();
      const answer = "x".repeat(389_000);
      await store.claim(first);
      await store.complete(first, answer);
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "answered", answer });
    });

    test("neither key nor answer stands in the table", async () => {
      const { store, records } = await setUp();
      const first = keyedRequest({ key: "hunter2-hunter2-hunter2" });
      await store.claim(first);
      await store.complete(first, "hunter2");
      const [record] = await records();
      expect(Object.keys(record ?? {}).sort()).toEqual(
        ["answer", "expiresAt", "fingerprint", "invocationId", "key", "leaseUntil", "newId"].sort(),
      );
      expect(record?.["expiresAt"]).toBe(Math.floor(start / 1_000) + 86_400);
      expect(JSON.stringify(record)).not.toContain("hunter2");
      expect(Buffer.from(record?.["answer"]).includes("hunter2")).toBe(false);
    });

    test("answers that get lost between the store and DynamoDB change nothing", async () => {
      const { store, client, after, records } = await setUp();
      const first = keyedRequest();
      injectFaults(client, ["lost-answer"]);
      const newId = newIdOf(await store.claim(first));
      after(60);
      const second = keyedRequest();
      injectFaults(client, ["timeout", "throttle"]);
      expect(newIdOf(await store.claim(second))).toBe(newId);
      injectFaults(client, ["lost-answer"]);
      await store.complete(second, "answer");
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "answered", answer: "answer" });
      expect(await records()).toHaveLength(1);
    });

    test("a record that DynamoDB deletes while it is taken over has the caller try again", async () => {
      const { store, client, after, emulated } = await setUp();
      await store.claim(keyedRequest());
      after(60);
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === "UpdateItemCommand" || commandName === "UpdateCommand") await deleteAll(emulated);
            return next(args);
          },
        { step: "initialize" },
      );
      expect(await store.claim(keyedRequest())).toEqual({ outcome: "in-flight" });
      expect(await store.claim(keyedRequest())).toMatchObject({ outcome: "claimed" });
    });

    test("a taking over whose answer is lost has happened", async () => {
      const { store, emulated, after } = await setUp();
      const newId = newIdOf(await store.claim(keyedRequest()));
      after(60);
      const { client } = emulated.another();
      const clock = new FixedClock(new Date(start + 60_000).toISOString());
      const other = new DynamoDBIdempotencyStore(client, emulated.tableName("Idempotency"), clock, new UuidGenerator());
      injectFaults(client, ["pass", "lost-answer"]);
      expect(newIdOf(await other.claim(keyedRequest()))).toBe(newId);
    });
  });
}

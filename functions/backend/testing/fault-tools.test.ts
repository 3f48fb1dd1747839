import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from "@aws-sdk/lib-dynamodb";
import { afterAll, describe, expect, test } from "bun:test";
import { EmulatedDynamoDB } from "./emulated-dynamodb.ts";
import { EmulatedStore } from "./emulated-store.ts";
import { expectExactPermissions } from "./expect-exact-permissions.ts";
import { atEveryInterruption, interrupt, KilledError } from "./interruption.ts";
import { rejection } from "./rejection.ts";
import { halveBatches, injectFaults, type TransientFault } from "./transient-faults.ts";

const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
afterAll(() => dynamoDB?.stop());

async function setUp() {
  if (dynamoDB === undefined) throw new Error("There is no emulator.");
  const store = await EmulatedStore.create(dynamoDB);
  const TableName = store.tableName("Clients");
  return {
    store,
    TableName,
    put: (clientId: string) => store.client.send(new PutCommand({ TableName, Item: { clientId, state: "active" } })),
    get: (clientId: string) => store.client.send(new GetCommand({ TableName, Key: { clientId } })),
    find: async (clientId: string) =>
      (await store.another().client.send(new GetCommand({ TableName, Key: { clientId } }))).Item,
  };
}

describe.skipIf(dynamoDB === undefined)("the client of a test", () => {
  test("records calls with logical tables, indexes, actions and the items that were read", async () => {
    const { store, TableName, put, get } = await setUp();
    await put("a");
    await get("a");
    await get("b");
    await store.client.send(
      new QueryCommand({
        TableName,
        IndexName: "byState",
        KeyConditionExpression: "#state = :state",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":state": "active" },
      }),
    );
    await store.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName, Key: { clientId: "a" } } },
          {
            ConditionCheck: {
              TableName: store.tableName("Table"),
              Key: { pk: "a", sk: "a" },
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
        ],
      }),
    );
    await store.client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [{ clientId: "a" }] } } }));

    expect(store.calls.all).toEqual([
      { operation: "PutItem", accesses: [{ table: "Clients", action: "PutItem" }], itemsRead: 0 },
      { operation: "GetItem", accesses: [{ table: "Clients", action: "GetItem" }], itemsRead: 1 },
      { operation: "GetItem", accesses: [{ table: "Clients", action: "GetItem" }], itemsRead: 0 },
      { operation: "Query", accesses: [{ table: "Clients", action: "Query", index: "byState" }], itemsRead: 1 },
      {
        operation: "TransactWriteItems",
        accesses: [
          { table: "Clients", action: "DeleteItem" },
          { table: "Table", action: "ConditionCheckItem" },
        ],
        itemsRead: 0,
      },
      { operation: "BatchGetItem", accesses: [{ table: "Clients", action: "BatchGetItem" }], itemsRead: 0 },
    ]);
  });

  test("compares what was used with what is declared, both ways", async () => {
    const { store, put, get } = await setUp();
    await put("a");
    await get("a");
    const actions = ["GetItem", "PutItem"] as const;

    expectExactPermissions({ tables: [{ table: "Clients", actions }] }, store.calls.accesses);
    for (const tables of [
      [],
      [{ table: "Clients", actions: ["GetItem"] }],
      [{ table: "Clients", actions, indexes: ["byState"] }],
      [
        { table: "Clients", actions },
        { table: "Table", actions: ["GetItem"] },
      ],
    ] as const) {
      expect(() => expectExactPermissions({ tables }, store.calls.accesses)).toThrow();
    }
  });

  test("is killed at every point, before or after its calls", async () => {
    const seen: string[][] = [];
    const points = await atEveryInterruption(async (interruption) => {
      const { store, put, find } = await setUp();
      const killed = interrupt(store.client, interruption);
      for (const id of ["a", "b"]) await put(id).catch((error) => expect(error).toBeInstanceOf(KilledError));
      const found = [];
      for (const id of ["a", "b"]) if ((await find(id)) !== undefined) found.push(id);
      seen.push(found);
      return killed;
    });

    expect(points).toBe(4);
    expect(seen).toEqual([[], ["a"], ["a"], ["a", "b"], ["a", "b"]]);
  });

  test.each<TransientFault>(["throttle", "server-error", "timeout", "lost-answer"])(
    "has passing faults (%s), which the SDK's retry gets over",
    async (fault) => {
      const { store, put, find } = await setUp();
      injectFaults(store.client, [fault]);
      const { $metadata } = await put("a");

      expect($metadata.attempts).toBe(2);
      expect(await find("a")).toEqual({ clientId: "a", state: "active" });
    },
  );

  test("has faults that stay long enough to be seen", async () => {
    const { store, put, find } = await setUp();
    injectFaults(store.client, Array<TransientFault>(20).fill("throttle"));

    expect(await rejection(put("a"))).toBeInstanceOf(Error);
    expect(await find("a")).toBeUndefined();
  });

  test("does batches by half", async () => {
    const { store, TableName, find } = await setUp();
    halveBatches(store.client, 2);
    const requests = ["a", "b", "c"].map((clientId) => ({ PutRequest: { Item: { clientId } } }));
    const written = await store.client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));

    expect(written.UnprocessedItems).toEqual({ [TableName]: requests.slice(1) });
    expect([await find("a"), await find("b")]).toEqual([{ clientId: "a" }, undefined]);

    const Keys = [{ clientId: "a" }];
    const read = await store.client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    expect([read.Responses, read.UnprocessedKeys]).toEqual([{}, { [TableName]: { Keys } }]);

    const whole = await store.client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    expect(whole.Responses).toEqual({ [TableName]: [{ clientId: "a" }] });
  });
});

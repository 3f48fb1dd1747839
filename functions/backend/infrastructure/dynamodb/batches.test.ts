import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, describe, expect, spyOn, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { EmulatedDynamoDB } from "../../testing/emulated-dynamodb.ts";
import { EmulatedStore } from "../../testing/emulated-store.ts";
import { rejection } from "../../testing/rejection.ts";
import { stubClient } from "../../testing/stub-client.ts";
import { dynamoDBResult, StubServer } from "../../testing/stub-server.ts";
import { halveBatches } from "../../testing/transient-faults.ts";
import { batchGet } from "./batch-get.ts";
import { batchDelete, batchWrite } from "./batch-write.ts";
import { inBatches } from "./batches.ts";

test("cuts into parts of at most a size", () => {
  expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inBatches([], 2)).toEqual([]);
});

const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
afterAll(() => dynamoDB?.stop());

async function connect() {
  if (dynamoDB === undefined) throw new Error("There is no emulator.");
  const { client, calls, tableName } = await EmulatedStore.create(dynamoDB);
  return { client, calls, table: tableName("Clients") };
}

function sorted(found: readonly Record<string, unknown>[]): readonly Record<string, unknown>[] {
  return [...found].sort((a, b) => String(a["clientId"]).localeCompare(String(b["clientId"])));
}

describe.skipIf(dynamoDB === undefined)("batches", () => {
  const items = Array.from({ length: 230 }, (_, index) => ({ clientId: `${1_000 + index}`, index }));
  const keys = items.map(({ clientId }) => ({ clientId }));

  test("are put, read and deleted in as few calls as DynamoDB allows", async () => {
    const { client, calls, table } = await connect();
    await batchWrite(client, table, items);
    expect(calls.operations).toEqual(Array<string>(10).fill("BatchWriteItem"));

    calls.clear();
    expect(sorted(await batchGet(client, table, keys))).toEqual(items);
    expect(calls.operations).toEqual(Array<string>(3).fill("BatchGetItem"));

    calls.clear();
    await batchDelete(client, table, [...keys, { clientId: "nothing" }]);
    expect(calls.operations).toEqual(Array<string>(10).fill("BatchWriteItem"));
    expect(await batchGet(client, table, keys)).toEqual([]);
  });

  test("that are done by half are done in the end", async () => {
    const { client, table } = await connect();
    halveBatches(client, 8);
    await batchWrite(client, table, items);
    halveBatches(client, 8);
    expect(sorted(await batchGet(client, table, keys))).toEqual(items);
    halveBatches(client, 8);
    await batchDelete(client, table, keys);
    expect(await batchGet(client, table, keys)).toEqual([]);
  });

  test("of nothing ask nobody", async () => {
    const { client, calls, table } = await connect();
    await batchWrite(client, table, []);
    await batchDelete(client, table, []);
    expect(await batchGet(client, table, [])).toEqual([]);
    expect(calls.operations).toEqual([]);
  });

  test("leave what is not in them as it is", async () => {
    const { client, table } = await connect();
    await client.send(new PutCommand({ TableName: table, Item: { clientId: "other" } }));
    await batchWrite(client, table, [{ clientId: "a" }]);
    await batchDelete(client, table, [{ clientId: "a" }]);
    expect(await batchGet(client, table, [{ clientId: "a" }, { clientId: "other" }])).toEqual([{ clientId: "other" }]);
  });
});

test.each([
  ["put", (client: ReturnType<typeof stubClient>) => batchWrite(client, "T", [{ pk: "a" }])],
  ["delete", (client: ReturnType<typeof stubClient>) => batchDelete(client, "T", [{ pk: "a" }])],
  ["read", (client: ReturnType<typeof stubClient>) => batchGet(client, "T", [{ pk: "a" }])],
])("a DynamoDB that goes on to %s nothing is asked a few times", async (_what, run) => {
  const request = { PutRequest: { Item: { pk: { S: "a" } } } };
  await using server = new StubServer(
    dynamoDBResult({ UnprocessedItems: { T: [request] }, UnprocessedKeys: { T: { Keys: [{ pk: { S: "a" } }] } } }),
  );
  const error = await rejection(run(stubClient(server)));

  expect(error).toBeInstanceOf(ServiceUnavailableException);
  expect(error).toMatchObject({ code: "overloaded" });
  expect(server.requests).toHaveLength(7);
});

describe("what an answer leaves of a batch", () => {
  test("of writes is asked for after a pause, since there is too much load", async () => {
    using pauses = spyOn(Bun, "sleep");
    const left = { T: [{ PutRequest: { Item: { pk: { S: "b" } } } }] };
    await using server = new StubServer(dynamoDBResult({ UnprocessedItems: left }), dynamoDBResult());
    await batchWrite(stubClient(server), "T", [{ pk: "a" }, { pk: "b" }]);

    expect(server.requests.map(({ body }) => JSON.parse(body).RequestItems.T.length)).toEqual([2, 1]);
    expect(pauses).toHaveBeenCalledTimes(1);
  });

  test("of reads is asked for at once, since an answer has its size", async () => {
    using pauses = spyOn(Bun, "sleep");
    const [a, b] = [{ pk: { S: "a" } }, { pk: { S: "b" } }];
    const part = dynamoDBResult({ Responses: { T: [a] }, UnprocessedKeys: { T: { Keys: [b] } } });
    await using server = new StubServer(part, dynamoDBResult({ Responses: { T: [b] } }));
    expect(await batchGet(stubClient(server), "T", [{ pk: "a" }, { pk: "b" }])).toEqual([{ pk: "a" }, { pk: "b" }]);

    expect(server.requests.map(({ body }) => JSON.parse(body).RequestItems.T.Keys.length)).toEqual([2, 1]);
    expect(pauses).not.toHaveBeenCalled();
  });
});

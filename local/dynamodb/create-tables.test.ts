import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Table } from "../../functions/manifest/table.ts";
import { localCredentials, localRegion } from "../local-aws.ts";
import { engines } from "../testing/engines.ts";
import { createTables } from "./create-tables.ts";
import { type DynamoDB, startDynamoDB } from "./dynamodb.ts";

// Starts real processes.
setDefaultTimeout(180_000);

const things: Table = {
  name: "Things",
  attributes: { pk: "S", sk: "N", gsi1pk: "S", gsi1sk: "B" },
  key: { partition: "pk", sort: "sk" },
  indexes: { gsi1: { partition: "gsi1pk", sort: "gsi1sk" }, gsi2: { partition: "gsi1pk" } },
  ttl: "expiresAt",
};

describe.each(engines)("createTables on %s", (engine) => {
  let dynamoDB: DynamoDB;
  let client: DynamoDBClient;

  beforeAll(async () => {
    dynamoDB = await startDynamoDB({ storage: { kind: "memory" }, engine });
    client = new DynamoDBClient({ endpoint: dynamoDB.endpoint, region: localRegion(), credentials: localCredentials });
  });

  afterAll(async () => {
    client.destroy();
    await dynamoDB.stop();
  });

  const create = (table: Table): Promise<void> => createTables(dynamoDB.endpoint, [table], ({ name }) => name);

  test("makes keys, indexes, on-demand billing and TTL", async () => {
    await create({ ...things, name: "Made" });

    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: "Made" }));
    expect(table?.TableStatus).toBe("ACTIVE");
    expect(table?.KeySchema).toEqual([
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ]);
    expect(table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual(["gsi1", "gsi2"]);
    expect(table?.GlobalSecondaryIndexes?.map((index) => index.Projection?.ProjectionType)).toEqual(["ALL", "ALL"]);
    expect(table?.BillingModeSummary?.BillingMode).toBe("PAY_PER_REQUEST");
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "Made" }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expiresAt" });
  });

  test("lets an index hold what is declared, and its keys", async () => {
    await create({ ...things, name: "Projected", projection: ["size", "gsi1sk", "pk"] });

    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: "Projected" }));
    const projections = table?.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [IndexName, Projection]);
    expect(Object.fromEntries(projections ?? [])).toEqual({
      gsi1: { ProjectionType: "INCLUDE", NonKeyAttributes: ["size"] },
      gsi2: { ProjectionType: "INCLUDE", NonKeyAttributes: ["size", "gsi1sk"] },
    });
  });

  test("leaves a table that is there with its items, also when two callers create it at once", async () => {
    const table = { ...things, name: "Twice" };
    await Promise.all([create(table), create(table)]);
    const item = { pk: { S: "kept" }, sk: { N: "1" } };
    await client.send(new PutItemCommand({ TableName: "Twice", Item: item }));
    await create(table);

    const { Item } = await client.send(new GetItemCommand({ TableName: "Twice", Key: item }));
    expect(Item).toEqual(item);
  });

  test("makes a table with neither indexes nor sort key nor TTL", async () => {
    await create({ name: "Small", attributes: { id: "S" }, key: { partition: "id" }, indexes: {} });

    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: "Small" }));
    expect(table?.GlobalSecondaryIndexes ?? []).toEqual([]);
  });

  test("enables a TTL that is declared later", async () => {
    const { ttl: _, ...withoutTtl } = { ...things, name: "LaterTtl" };
    await create(withoutTtl);
    await create({ ...things, name: "LaterTtl" });

    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: "LaterTtl" }));
    expect(TimeToLiveDescription?.TimeToLiveStatus).toBe("ENABLED");
  });

  test.each<[string, Partial<Table>, string]>([
    [
      "key",
      { key: { partition: "sk" }, attributes: { sk: "S", gsi1pk: "S", gsi1sk: "B" } },
      "key is pk S HASH, sk N RANGE, declared sk S HASH",
    ],
    [
      "type",
      { attributes: { ...things.attributes, sk: "S" } },
      "key is pk S HASH, sk N RANGE, declared pk S HASH, sk S",
    ],
    [
      "index",
      { indexes: { gsi1: { partition: "gsi1pk", sort: "gsi1sk" } } },
      "index gsi2 is gsi1pk S HASH, declared not at all",
    ],
    [
      "new index",
      { indexes: { ...things.indexes, gsi3: { partition: "sk" } } },
      "index gsi3 is missing, declared sk N HASH",
    ],
    ["projection", { projection: ["size"] }, "index gsi2 is gsi1pk S HASH, declared gsi1pk S HASH with size"],
    ["ttl", { ttl: "otherTime" }, "the TTL attribute is expiresAt, declared otherTime"],
  ])("refuses a table whose declared %s changed and says how to reset", async (part, change, difference) => {
    const name = `Changed-${part.replace(" ", "-")}`;
    await create({ ...things, name });

    const error = await create({ ...things, ...change, name }).catch((error: unknown) => error);

    expect(error).toMatchObject({ name: "DynamoDBError", code: "TABLE_CHANGED" });
    expect(String(error)).toContain(difference);
    expect(String(error)).toContain("with --reset");
  });
});

test("an endpoint that is no DynamoDB is told in one line", async () => {
  using service = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => Response.json({ __type: "UnrecognizedClientException", message: "not\nyou" }, { status: 400 }),
  });

  const error = await createTables(service.url.origin, [things], ({ name }) => name).catch((error: unknown) => error);

  expect(error).toMatchObject({ name: "DynamoDBError", code: "TABLES_NOT_CREATED" });
  expect(String(error)).toContain(`at ${service.url.origin} (UnrecognizedClientException: not you)`);
});

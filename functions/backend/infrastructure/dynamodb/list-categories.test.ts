import { describe, expect, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { newCategory } from "../../testing/new-category.ts";
import { rejection } from "../../testing/rejection.ts";
import { stubClient } from "../../testing/stub-client.ts";
import { dynamoDBError, dynamoDBResult, StubServer } from "../../testing/stub-server.ts";
import { categoryKey, listingKey } from "./category-keys.ts";
import { listCategories } from "./list-categories.ts";

const everything = { parentId: undefined, limit: 2, after: null };
const time = { S: "2026-01-02T03:04:05.678Z" };

/** The category with this name as DynamoDB writes it. */
function rawItem(name: string) {
  return {
    id: { S: newCategory().id },
    name: { S: name },
    parentId: { NULL: true },
    description: { NULL: true },
    color: { NULL: true },
    createdAt: time,
    updatedAt: time,
    version: { N: "1" },
  };
}

/** What the requests asked for. */
function asked(server: StubServer): unknown[] {
  return server.requests.map(({ body }) => JSON.parse(body));
}

test("asks for one more than wanted", async () => {
  await using server = new StubServer(dynamoDBResult({ Items: ["a", "b", "c"].map(rawItem) }));
  const page = await listCategories(stubClient(server), "Table", everything);

  expect(asked(server)).toMatchObject([{ TableName: "Table", IndexName: "gsi1", Limit: 3 }]);
  expect(page.categories.map(({ name }) => name.value)).toEqual(["a", "b"]);
  expect(page.next).toEqual({ parentId: null, nameKey: "b", id: page.categories[1]?.id ?? "" });
});

test("goes on where an answer ended early, even an empty one", async () => {
  const key = { pk: { S: "p" }, sk: { S: "s" }, gsi1pk: { S: "g" }, gsi1sk: { S: "h" } };
  await using server = new StubServer(
    dynamoDBResult({ Items: [rawItem("a")], LastEvaluatedKey: key }),
    dynamoDBResult({ Items: [], LastEvaluatedKey: key }),
    dynamoDBResult({ Items: [rawItem("b")] }),
  );
  const page = await listCategories(stubClient(server), "Table", everything);

  expect(page.categories.map(({ name }) => name.value)).toEqual(["a", "b"]);
  expect(page.next).toBeNull();
  expect(asked(server)).toMatchObject([
    { Limit: 3 },
    { Limit: 2, ExclusiveStartKey: key },
    { Limit: 2, ExclusiveStartKey: key },
  ]);
});

test("starts behind a position", async () => {
  await using server = new StubServer(dynamoDBResult({ Items: [] }));
  const after = { parentId: null, nameKey: "books", id: "7" };
  await listCategories(stubClient(server), "Table", { parentId: null, limit: 1, after });

  expect(asked(server)).toMatchObject([
    {
      ExpressionAttributeValues: { ":listing": { S: "CATEGORY" }, ":parent": { S: "-#" } },
      ExclusiveStartKey: {
        pk: { S: categoryKey("7").pk },
        sk: { S: categoryKey("7").sk },
        gsi1pk: { S: "CATEGORY" },
        gsi1sk: { S: listingKey(after) },
      },
    },
  ]);
});

describe("fails", () => {
  test("for now when throttled", async () => {
    await using server = new StubServer(dynamoDBError("ThrottlingException"));
    const error = await rejection(listCategories(stubClient(server), "Table", everything));
    expect(error).toBeInstanceOf(ServiceUnavailableException);
  });

  test("when an item is no category", async () => {
    await using server = new StubServer(dynamoDBResult({ Items: [{ id: { S: "7" } }] }));
    const error = await rejection(listCategories(stubClient(server), "Table", everything));
    expect(error).toHaveProperty("name", "ValiError");
  });
});

import { describe, expect, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { rejection } from "../../testing/rejection.ts";
import { stubClient } from "../../testing/stub-client.ts";
import { dynamoDBError, dynamoDBResult, StubServer } from "../../testing/stub-server.ts";
import { type ConditionalWrite, type RawItem, transactWrite } from "./transact-write.ts";

const refused = { Code: "ConditionalCheckFailed", Message: "The conditional request failed" };
const none = { Code: "None" };

function canceled(...CancellationReasons: object[]) {
  return dynamoDBError("TransactionCanceledException", { CancellationReasons });
}

/** A write that says of itself that it was refused, and over which item. */
function write(name: string, seen: (RawItem | undefined)[] = []): ConditionalWrite {
  return {
    write: { Put: { TableName: "Table", Item: { pk: name } } },
    refuse: (existing) => {
      seen.push(existing);
      return new Error(`${name} was refused`);
    },
  };
}

/** The tokens that came with the requests. */
function tokens(server: StubServer): unknown[] {
  return server.requests.map(({ body }) => {
    const { ClientRequestToken }: { ClientRequestToken?: unknown } = JSON.parse(body);
    return ClientRequestToken;
  });
}

test("writes all in one request", async () => {
  await using server = new StubServer(dynamoDBResult());
  await transactWrite(stubClient(server), [write("a"), write("b")]);

  expect(server.requests).toHaveLength(1);
  expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({
    TransactItems: [{ Put: { Item: { pk: { S: "a" } } } }, { Put: { Item: { pk: { S: "b" } } } }],
    ClientRequestToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("a retry after a lost answer has the same token, so that nothing is written twice", async () => {
  await using server = new StubServer(() => new Response(null, { status: 500 }), dynamoDBResult());
  await transactWrite(stubClient(server), [write("a")]);

  const [first, second] = tokens(server);
  expect(first).toBe(second);
});

describe("a condition that does not hold", () => {
  test("is the refusal of its write, which sees the item as it is", async () => {
    await using server = new StubServer(canceled(none, { ...refused, Item: { version: { N: "2" } } }));
    const seen: RawItem[] = [];
    const error = await rejection(transactWrite(stubClient(server), [write("a"), write("b", seen)]));

    expect(error).toEqual(new Error("b was refused"));
    expect(seen).toEqual([{ version: { N: "2" } }]);
    expect(server.requests).toHaveLength(1);
  });

  test("the first of several decides", async () => {
    await using server = new StubServer(canceled(none, refused, refused));
    const error = await rejection(transactWrite(stubClient(server), [write("a"), write("b"), write("c")]));
    expect(error).toEqual(new Error("b was refused"));
  });

  test("comes before a collision behind it", async () => {
    await using server = new StubServer(canceled(refused, { Code: "TransactionConflict" }));
    const error = await rejection(transactWrite(stubClient(server), [write("a"), write("b")]));
    expect(error).toEqual(new Error("a was refused"));
  });

  test("behind a collision waits for the write that collided, which an earlier try may have made", async () => {
    const collided = canceled({ Code: "TransactionConflict" }, refused);
    await using server = new StubServer(collided, canceled(refused, refused));
    const error = await rejection(transactWrite(stubClient(server), [write("a"), write("b")]));
    expect(error).toEqual(new Error("a was refused"));
    expect(server.requests).toHaveLength(2);
  });
});

describe("a collision", () => {
  test.each(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])(
    "(%s) is tried again as a new transaction",
    async (Code) => {
      await using server = new StubServer(canceled(none, { Code }), canceled({ Code }, none), dynamoDBResult());
      await transactWrite(stubClient(server), [write("a"), write("b")]);

      expect(new Set(tokens(server)).size).toBe(3);
    },
  );

  test("that goes on is refused for now", async () => {
    await using server = new StubServer(canceled({ Code: "TransactionConflict" }));
    const error = await rejection(transactWrite(stubClient(server), [write("a")]));

    expect(error).toBeInstanceOf(ServiceUnavailableException);
    expect(error).toMatchObject({ code: "overloaded", retryAfterSeconds: 1 });
    expect(error).toHaveProperty("cause.name", "TransactionCanceledException");
    expect(server.requests).toHaveLength(6);
  });
});

test.each([
  ["ThrottlingException", "overloaded"],
  ["ProvisionedThroughputExceededException", "overloaded"],
  ["RequestLimitExceeded", "overloaded"],
  // The transaction may yet be made.
  ["TransactionInProgressException", "unavailable"],
])("%s that goes on is refused for now, as %s", async (name, code) => {
  await using server = new StubServer(dynamoDBError(name));
  const error = await rejection(transactWrite(stubClient(server), [write("a")]));
  expect(error).toBeInstanceOf(ServiceUnavailableException);
  expect(error).toMatchObject({ code });
  expect(error).toHaveProperty("cause.name", name);
});

test.each([
  ["cancelled for a reason of our own making", canceled({ Code: "ValidationError" }), "TransactionCanceledException"],
  ["refused altogether", dynamoDBError("ValidationException"), "ValidationException"],
])("what is %s is thrown as it is", async (_what, answer, name) => {
  await using server = new StubServer(answer);
  expect(await rejection(transactWrite(stubClient(server), [write("a")]))).toMatchObject({ name });
  expect(server.requests).toHaveLength(1);
});

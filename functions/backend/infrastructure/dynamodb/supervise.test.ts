import { BatchWriteCommand, GetCommand, PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, describe, expect, test } from "bun:test";
import { reservePort } from "../../../../local/reserved-port.ts";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { EmulatedDynamoDB } from "../../testing/emulated-dynamodb.ts";
import { newInvocation } from "../../testing/new-invocation.ts";
import { rejection } from "../../testing/rejection.ts";
import { dynamoDBError, dynamoDBResult, StubServer } from "../../testing/stub-server.ts";
import { AsyncInvocations } from "../invocation/async-invocations.ts";
import { createDocumentClient } from "./document-client.ts";

const invocations = new AsyncInvocations();

const get = () => new GetCommand({ TableName: "Table", Key: { pk: "a" } });

function connect({ url }: Pick<StubServer, "url">) {
  const environment = {
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_ENDPOINT_URL_DYNAMODB: url,
  };
  return createDocumentClient(environment, invocations, { attemptTimeoutMilliseconds: 30_000 });
}

/** What is left of an invocation at each moment that it is asked, the last value again and again. */
function remaining(...milliseconds: number[]): () => number {
  return () => (milliseconds.length > 1 ? milliseconds.shift() : milliseconds[0]) ?? 0;
}

describe("time", () => {
  test("an invocation without time for the database does not ask it", async () => {
    await using server = new StubServer(dynamoDBResult());
    const client = connect(server);
    const invocation = newInvocation({ remainingMilliseconds: () => 1_000 });
    const error = await rejection(invocations.run(invocation, () => client.send(get())));

    expect(error).toBeInstanceOf(ServiceUnavailableException);
    expect(error).toMatchObject({ code: "unavailable", retryAfterSeconds: 1 });
    expect(server.requests).toHaveLength(0);
  });

  test("nothing is tried again for which there is no time", async () => {
    await using server = new StubServer(dynamoDBError("ThrottlingException"));
    const client = connect(server);
    const invocation = newInvocation({ remainingMilliseconds: remaining(9_000, 9_000, 1_000) });
    const error = await rejection(invocations.run(invocation, () => client.send(get())));

    expect(error).toMatchObject({ code: "overloaded" });
    expect(server.requests).toHaveLength(1);
  });

  test("an answer is awaited no longer than there is time", async () => {
    const never = new Promise<Response>(() => {});
    await using server = new StubServer(() => never);
    const client = connect(server);
    const invocation = newInvocation({ remainingMilliseconds: remaining(1_100, 1_050, 1_000) });
    const error = await rejection(invocations.run(invocation, () => client.send(get())));

    expect(error).toBeInstanceOf(ServiceUnavailableException);
    expect(error).toMatchObject({ code: "unavailable" });
    // On a busy machine the time may be over before the request is there.
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });

  test("outside of an invocation there is any", async () => {
    await using server = new StubServer(dynamoDBError("InternalServerError", {}, 500), dynamoDBResult());
    await connect(server).send(get());
    expect(server.requests).toHaveLength(2);
  });
});

describe("what cannot be done now", () => {
  test.each([
    ["throttling", dynamoDBError("ProvisionedThroughputExceededException"), "overloaded"],
    ["a failure of DynamoDB", dynamoDBError("InternalServerError", {}, 500), "unavailable"],
    ["an answer of something in between", () => new Response("<html>", { status: 503 }), "unavailable"],
  ])("is %s that goes on", async (_what, failure, code) => {
    await using server = new StubServer(failure);
    const error = await rejection(connect(server).send(get()));

    expect(error).toBeInstanceOf(ServiceUnavailableException);
    expect(error).toMatchObject({ code, cause: expect.any(Error) });
    expect(server.requests).toHaveLength(5);
  });

  test("may have been done after all where an answer was lost before the throttling", async () => {
    const lost = dynamoDBError("InternalServerError", {}, 500);
    await using server = new StubServer(lost, dynamoDBError("ThrottlingException"));
    expect(await rejection(connect(server).send(get()))).toMatchObject({ code: "unavailable" });
    expect(server.requests).toHaveLength(5);
  });

  test("is a DynamoDB that is not there", async () => {
    using reserved = await reservePort();
    const client = connect({ url: `http://127.0.0.1:${reserved.port}` });
    expect(await rejection(client.send(get()))).toMatchObject({ code: "unavailable" });
  });

  test("is a write of an item that transactions go on writing", async () => {
    await using server = new StubServer(dynamoDBError("TransactionConflictException"));
    expect(await rejection(connect(server).send(get()))).toMatchObject({ code: "overloaded" });
    expect(server.requests).toHaveLength(5);
  });

  test("is not a mistake in the request", async () => {
    await using server = new StubServer(dynamoDBError("ValidationException"));
    expect(await rejection(connect(server).send(get()))).toMatchObject({ name: "ValidationException" });
  });
});

test("retries stop when nothing succeeds for long, and begin again with a success", async () => {
  const throttled = dynamoDBError("ThrottlingException");
  let answer = throttled;
  await using server = new StubServer((request) => answer(request));
  const client = connect(server);
  const calls = await Promise.allSettled(Array.from({ length: 40 }, () => client.send(get())));

  expect(calls.every(({ status }) => status === "rejected")).toBe(true);
  expect(server.requests).toHaveLength(40 + 100);

  answer = dynamoDBResult();
  await client.send(get());
  answer = throttled;
  await rejection(client.send(get()));
  expect(server.requests).toHaveLength(40 + 100 + 1 + 5);
});

describe("usage", () => {
  test("counts throttled tries, also of a call that succeeds", async () => {
    const throttled = dynamoDBError("ThrottlingException");
    await using server = new StubServer(throttled, throttled, dynamoDBResult());
    const client = connect(server);
    const invocation = newInvocation();
    await invocations.run(invocation, () => client.send(get()));

    expect(invocation.usage).toEqual({ capacityUnits: 0, throttles: 2 });
  });

  test.each([
    ["ThrottlingError", 1],
    ["ProvisionedThroughputExceeded", 1],
    ["TransactionConflict", 0],
  ])("knows by the reason %s of a cancelled transaction whether it was throttled", async (Code, throttles) => {
    const CancellationReasons = [{ Code: "None" }, { Code }];
    await using server = new StubServer(dynamoDBError("TransactionCanceledException", { CancellationReasons }));
    const client = connect(server);
    const invocation = newInvocation();
    const write = new TransactWriteCommand({ TransactItems: [] });
    await rejection(invocations.run(invocation, () => client.send(write)));

    expect(invocation.usage.throttles).toBe(throttles);
  });

  test("counts a batch of writes that was not done wholly as throttled", async () => {
    const undone = dynamoDBResult({ UnprocessedItems: { T: [{ DeleteRequest: { Key: { pk: { S: "a" } } } }] } });
    await using server = new StubServer(undone, dynamoDBResult({ UnprocessedItems: {} }));
    const client = connect(server);
    const invocation = newInvocation();
    const write = new BatchWriteCommand({ RequestItems: { T: [{ DeleteRequest: { Key: { pk: "a" } } }] } });
    await invocations.run(invocation, () => client.send(write));
    await invocations.run(invocation, () => client.send(write));

    expect(invocation.usage.throttles).toBe(1);
  });

  test("adds up capacity, of each table in a transaction", async () => {
    const single = dynamoDBResult({ ConsumedCapacity: { TableName: "Table", CapacityUnits: 0.5 } });
    const several = dynamoDBResult({
      ConsumedCapacity: [
        { TableName: "A", CapacityUnits: 2 },
        { TableName: "B", CapacityUnits: 4 },
      ],
    });
    await using server = new StubServer(single, several);
    const client = connect(server);
    const first = newInvocation();
    await invocations.run(first, async () => {
      await client.send(get());
      await client.send(new TransactWriteCommand({ TransactItems: [] }));
    });

    expect(first.usage).toEqual({ capacityUnits: 6.5, throttles: 0 });
    expect(server.requests.map(({ body }) => JSON.parse(body).ReturnConsumedCapacity)).toEqual(["TOTAL", "TOTAL"]);
  });

  test("belongs to the invocation that made the call", async () => {
    await using server = new StubServer(dynamoDBResult({ ConsumedCapacity: { CapacityUnits: 1 } }));
    const client = connect(server);
    const [one, another] = [newInvocation(), newInvocation()];
    await Promise.all([
      invocations.run(one, () => client.send(get())),
      invocations.run(another, async () => {
        await client.send(get());
        await client.send(get());
      }),
    ]);
    await client.send(get());

    expect([one.usage.capacityUnits, another.usage.capacityUnits]).toEqual([1, 2]);
  });
});

const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
afterAll(() => dynamoDB?.stop());

test.skipIf(dynamoDB === undefined)("an emulator says what a call costs", async () => {
  if (dynamoDB === undefined) return;
  const tableName = await dynamoDB.createTables();
  const client = dynamoDB.createClient(dynamoDB.endpoint, invocations);
  const invocation = newInvocation();
  await invocations.run(invocation, () =>
    client.send(new PutCommand({ TableName: tableName("Clients"), Item: { clientId: "a" } })),
  );
  expect(invocation.usage.capacityUnits).toBe(1);
});

import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "bun:test";
import { ServiceUnavailableException } from "../../domain/exception/service-unavailable-exception.ts";
import { rejection } from "../../testing/rejection.ts";
import { stubClient } from "../../testing/stub-client.ts";
import { dynamoDBError, dynamoDBResult, StubServer } from "../../testing/stub-server.ts";
import { ConfigurationError } from "../configuration-error.ts";
import { createDocumentClient } from "./document-client.ts";

const get = () => new GetCommand({ TableName: "Table", Key: { pk: "a" } });

const keys = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret" };

test("signs with the session token, for the region", async () => {
  await using server = new StubServer(dynamoDBResult({ Item: { pk: { S: "a" }, n: { N: "1" } } }));
  expect((await stubClient(server).send(get())).Item).toEqual({ pk: "a", n: 1 });

  const headers = server.requests[0]?.headers;
  expect(headers?.get("x-amz-security-token")).toBe("session-token");
  expect(headers?.get("x-amz-target")).toBe("DynamoDB_20120810.GetItem");
  expect(headers?.get("authorization")).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/dynamodb\/aws4_request, SignedHeaders=.*x-amz-security-token.*, Signature=[0-9a-f]{64}$/,
  );
});

test("leaves out what is undefined", async () => {
  await using server = new StubServer(dynamoDBResult());
  await stubClient(server).send(new PutCommand({ TableName: "Table", Item: { pk: "a", gone: undefined } }));
  expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({ Item: { pk: { S: "a" } } });
  expect(server.requests[0]?.body).not.toContain("gone");
});

describe("the endpoint", () => {
  test("is DynamoDB's own variable before the common one", async () => {
    await using own = new StubServer(dynamoDBResult());
    await using common = new StubServer(dynamoDBResult());
    await stubClient(own, { AWS_ENDPOINT_URL: common.url }).send(get());
    await stubClient(own, { AWS_ENDPOINT_URL_DYNAMODB: undefined, AWS_ENDPOINT_URL: common.url }).send(get());
    expect([own.requests.length, common.requests.length]).toEqual([1, 1]);
  });

  test("is the region's without either", async () => {
    const { config } = createDocumentClient({ ...keys, AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL: "" });
    const { url } = config.endpointProvider({ Region: await config.region(), UseFIPS: false, UseDualStack: false });
    expect(url.href).toBe("https://dynamodb.eu-west-1.amazonaws.com/");
  });
});

describe("is refused at once", () => {
  test.each([{}, { AWS_REGION: "" }])("without region: %j", (environment) => {
    const create = () => createDocumentClient({ ...keys, ...environment });
    expect(create).toThrow(ConfigurationError);
    expect(create).toThrow("No AWS region is known. Set AWS_REGION, as Lambda does.");
  });

  test("without credentials", () => {
    expect(() => createDocumentClient({ AWS_REGION: "eu-west-1" })).toThrow("No AWS credentials are known.");
  });
});

test("takes the region that other tools set", async () => {
  const { config } = createDocumentClient({ ...keys, AWS_DEFAULT_REGION: "eu-west-1" });
  expect(await config.region()).toBe("eu-west-1");
});

test("replaces credentials that are about to expire", async () => {
  let given = 0;
  await using container = new StubServer(() => {
    given += 1;
    const Expiration = new Date(Date.now() + 60_000).toISOString();
    return Response.json({ AccessKeyId: "id", SecretAccessKey: "secret", Token: `token-${given}`, Expiration });
  });
  await using server = new StubServer(dynamoDBResult());
  const client = stubClient(server, {
    AWS_ACCESS_KEY_ID: undefined,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: container.url,
  });
  await client.send(get());
  await client.send(get());

  const [first = 0, second = 0] = server.requests.map(({ headers }) =>
    Number(headers.get("x-amz-security-token")?.replace("token-", "")),
  );
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(first);
});

test("keeps credentials that are good for long", async () => {
  const Expiration = new Date(Date.now() + 3_600_000).toISOString();
  await using container = new StubServer(() =>
    Response.json({ AccessKeyId: "id", SecretAccessKey: "secret", Token: "token", Expiration }),
  );
  await using server = new StubServer(dynamoDBResult());
  const client = stubClient(server, {
    AWS_ACCESS_KEY_ID: undefined,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: container.url,
  });
  await Promise.all([client.send(get()), client.send(get())]);
  await client.send(get());
  expect(container.requests).toHaveLength(1);
});

describe("tries again", () => {
  test.each([
    ["an internal error", dynamoDBError("InternalServerError", {}, 500)],
    ["an answer of something in between", () => new Response("<html>", { status: 503 })],
    ["throttling", dynamoDBError("ThrottlingException")],
    ["too little throughput", dynamoDBError("ProvisionedThroughputExceededException")],
  ])("after %s", async (_what, failure) => {
    await using server = new StubServer(failure, failure, dynamoDBResult({ Item: { pk: { S: "a" } } }));
    expect((await stubClient(server).send(get())).Item).toEqual({ pk: "a" });
    expect(server.requests).toHaveLength(3);
  });

  test("after a connection that broke", async () => {
    let connections = 0;
    using server = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open: () => {
          connections += 1;
        },
        data: (socket) => {
          if (connections === 1) socket.terminate();
          else socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
        },
      },
    });
    const client = createDocumentClient({
      ...keys,
      AWS_REGION: "eu-central-1",
      AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
    });
    expect((await client.send(get())).Item).toBeUndefined();
    expect(connections).toBe(2);
  });

  test("after an answer that does not come", async () => {
    const never = new Promise<Response>(() => {});
    await using server = new StubServer(() => never, dynamoDBResult({ Item: { pk: { S: "a" } } }));
    const client = stubClient(server, {}, { attemptTimeoutMilliseconds: 500 });
    expect((await client.send(get())).Item).toEqual({ pk: "a" });
    expect(server.requests.length).toBeGreaterThan(1);
  });

  test("with the right time when its clock is wrong", async () => {
    const serverTime = new Date(Date.now() + 3_600_000).toUTCString();
    await using server = new StubServer(
      () =>
        Response.json(
          { __type: "com.amazon.coral.service#InvalidSignatureException", message: "Signature expired" },
          { status: 400, headers: { date: serverTime } },
        ),
      dynamoDBResult(),
    );
    await stubClient(server).send(get());

    const [first, second] = server.requests.map(({ headers }) => headers.get("x-amz-date"));
    expect(second?.slice(0, 8) === first?.slice(0, 8) && second?.slice(9, 11) === first?.slice(9, 11)).toBe(false);
  });
});

test("gives up after five tries, and says that it is too much for now", async () => {
  await using server = new StubServer(dynamoDBError("ThrottlingException"));
  const error = await rejection(stubClient(server).send(get()));

  expect(error).toBeInstanceOf(ServiceUnavailableException);
  expect(error).toMatchObject({ code: "overloaded", retryAfterSeconds: 1, cause: { name: "ThrottlingException" } });
  expect(server.requests).toHaveLength(5);
});

test("an error that is nobody else's fault is not tried again", async () => {
  await using server = new StubServer(dynamoDBError("ResourceNotFoundException"));
  expect(await rejection(stubClient(server).send(get()))).toMatchObject({ name: "ResourceNotFoundException" });
  expect(server.requests).toHaveLength(1);
});

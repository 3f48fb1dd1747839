import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunction } from "../bundle-function.ts";
import { callBundle } from "../testing/call-bundle.ts";
import { DynamoDBStub, failure, success } from "../testing/dynamodb-stub.ts";
import { authorization, expectedSignature } from "../testing/signature.ts";

const get = '{ get: { TableName: "T", Key: { pk: "1" } } }';
const put = '{ put: { TableName: "T", Item: { pk: "1" } } }';
const transactWrite = '{ transactWrite: { TransactItems: [{ Put: { TableName: "T", Item: { pk: "1" } } }] } }';
const keys = { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "SECRET", AWS_SESSION_TOKEN: "TOKEN" };
const slowDown = () => failure("ProvisionedThroughputExceededException", { message: "Slow down" });

describe("a DynamoDB client built with the AWS SDK's browser build", () => {
  let folder: string;
  let bundle: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sdk-browser-build-"));
    const handler = "bundler/testing/dynamodb-handler.handler";
    ({ folder: bundle } = await bundleFunction({ handler, name: "dynamodb", outDir: folder }));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** Calls the bundle with the stub as DynamoDB. */
  function call(stub: DynamoDBStub, ...events: readonly string[]): Promise<readonly string[]> {
    return callBundle(bundle, { AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL_DYNAMODB: stub.url, ...keys }, ...events);
  }

  test("imports no built-in module at start", async () => {
    const code = await Bun.file(join(bundle, "index.js")).text();

    const imports = new Bun.Transpiler().scanImports(code);

    // Loaded only where one environment serves several invocations at once.
    expect(imports).toEqual([{ kind: "dynamic-import", path: "async_hooks" }]);
  });

  test("signs every request, the session token as well", async () => {
    await using stub = new DynamoDBStub();

    await call(stub, get);

    const [request] = stub.requests;
    if (!request) throw new Error("DynamoDB was not asked");
    const { accessKeyId, scope, signedHeaders, signature } = authorization(request);
    expect(accessKeyId).toBe("AKID");
    expect(scope.slice(1)).toEqual(["eu-central-1", "dynamodb", "aws4_request"]);
    expect(request.headers.get("x-amz-security-token")).toBe("TOKEN");
    expect(signedHeaders).toContain("x-amz-security-token");
    expect(signature).toBe(expectedSignature(request, "SECRET"));
  });

  test("goes to AWS_ENDPOINT_URL when there is no endpoint for DynamoDB alone", async () => {
    await using stub = new DynamoDBStub();

    await callBundle(bundle, { AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL: stub.url, ...keys }, get);

    expect(stub.requests).toHaveLength(1);
  });

  test.each([
    ["InternalServerError", 500],
    ["ServiceUnavailable", 503],
    ["ThrottlingException", 400],
    ["ProvisionedThroughputExceededException", 400],
    ["RequestLimitExceeded", 400],
  ])("tries again after %s (%d), having waited, and then succeeds", async (type, status) => {
    await using stub = new DynamoDBStub(failure(type, {}, status));

    const [outcome] = await call(stub, get);

    expect(outcome).toContain("attempts: 2");
    expect(outcome).toMatch(/totalRetryDelay: \d+/);
    expect(stub.requests.map(({ headers }) => headers.get("amz-sdk-request"))).toEqual([
      "attempt=1; max=5",
      "attempt=2; max=5",
    ]);
    expect(stub.requests[1]?.body).toBe(stub.requests[0]?.body ?? "");
  });

  test("tries again after a connection that broke before an answer", async () => {
    let connections = 0;
    using flaky = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open() {
          connections += 1;
        },
        data(socket) {
          if (connections === 1) socket.terminate();
          else socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        },
      },
    });
    const environment = { AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL: `http://127.0.0.1:${flaky.port}`, ...keys };

    const [outcome] = await callBundle(bundle, environment, get);

    expect(outcome).toContain("httpStatusCode: 200");
  });

  test("tries again when an answer stays away", async () => {
    await using stub = new DynamoDBStub(() => Promise.withResolvers<Response>().promise);

    const [outcome] = await call(stub, get);

    expect(outcome).toContain("attempts: 2");
  });

  test("says that it is too much for now when throttling does not end", async () => {
    await using stub = new DynamoDBStub(slowDown, slowDown, slowDown, slowDown, slowDown);

    const [outcome] = await call(stub, get);

    expect(outcome).toContain('code: "overloaded"');
    expect(stub.requests).toHaveLength(5);
  });

  test("does not repeat what DynamoDB refuses, and passes on the existing item", async () => {
    const refusal = failure("ConditionalCheckFailedException", { message: "No", Item: { pk: { S: "1" } } });
    await using stub = new DynamoDBStub(refusal);

    const [outcome] = await call(stub, put);

    expect(outcome).toContain('failed: "ConditionalCheckFailedException"');
    expect(outcome).toContain('Item: { pk: { S: "1" } }');
    expect(stub.requests).toHaveLength(1);
  });

  test("gives a transaction a token, the same one when it tries again", async () => {
    await using stub = new DynamoDBStub(failure("InternalServerError", {}, 500));

    await call(stub, transactWrite);

    const token = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(stub.requests[0]?.input).toEqual(expect.objectContaining({ ClientRequestToken: token }));
    expect(stub.requests[1]?.body).toBe(stub.requests[0]?.body ?? "");
  });

  test("says why a transaction was cancelled, with the existing items", async () => {
    const CancellationReasons = [
      { Code: "None" },
      { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: { pk: { S: "1" } } },
    ];
    await using stub = new DynamoDBStub(failure("TransactionCanceledException", { CancellationReasons }));

    const [outcome] = await call(stub, transactWrite);

    expect(outcome).toContain('failed: "TransactionCanceledException"');
    expect(outcome).toContain('{ Code: "None" }, { Code: "ConditionalCheckFailed", Item: { pk: { S: "1" } }');
  });

  test("carries sets, bytes, numbers and nested values there and back", async () => {
    const source = `{ s: new Set(["a", "b"]), n: new Set([1, 2]), b: new Uint8Array([0, 255]),
      bs: new Set([new Uint8Array([1])]), m: { l: [1.5, null, true, "é"] } }`;
    const item = {
      s: { SS: ["a", "b"] },
      n: { NS: ["1", "2"] },
      b: { B: "AP8=" },
      bs: { BS: ["AQ=="] },
      m: { M: { l: { L: [{ N: "1.5" }, { NULL: true }, { BOOL: true }, { S: "é" }] } } },
    };
    await using stub = new DynamoDBStub(success({}), success({ Item: item }));

    const [, got] = await call(stub, `{ put: { TableName: "T", Item: ${source} } }`, get);

    expect(stub.requests[0]?.input).toMatchObject({ TableName: "T", Item: item });
    expect(got).toContain(
      'Item: { b: Uint8Array(2) [ 0, 255 ], bs: Set(1) { Uint8Array(1) [ 1 ] }, m: { l: [ 1.5, null, true, "é" ] }, ' +
        'n: Set(2) { 1, 2 }, s: Set(2) { "a", "b" } }',
    );
  });

  test("reads bytes by Bun's own decoder: the SDK's for browsers has fallen away", async () => {
    const code = await Bun.file(join(bundle, "index.js")).text();
    const [own, browsers] = ["Uint8Array.fromBase64(", "in base64 string"].map((text) => code.includes(text));
    expect({ own, browsers }).toEqual({ own: true, browsers: false });
  });

  test("takes credentials from the container's endpoint, and new ones while they still hold", async () => {
    let given = 0;
    const tokens: (string | null)[] = [];
    await using stub = new DynamoDBStub();
    using endpoint = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch(request) {
        given += 1;
        tokens.push(request.headers.get("authorization"));
        // The first ones hold for less than the five minutes before an expiry in which the SDK asks anew.
        const Expiration = new Date(Date.now() + (given === 1 ? 60_000 : 3_600_000)).toISOString();
        return Response.json({ AccessKeyId: `AKID${given}`, SecretAccessKey: "SECRET", Token: "TOKEN", Expiration });
      },
    });
    const environment = {
      AWS_REGION: "eu-central-1",
      AWS_ENDPOINT_URL_DYNAMODB: stub.url,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint.url.origin}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "authorization-token",
    };

    await callBundle(bundle, environment, get, get, get);

    expect(stub.requests.map((request) => authorization(request).accessKeyId)).toEqual(["AKID2", "AKID2", "AKID2"]);
    expect(tokens).toEqual(["authorization-token", "authorization-token"]);
  });

  test("corrects its clock by DynamoDB's and tries again", async () => {
    const inTwoHours = new Date(Date.now() + 7_200_000);
    const expired = failure("InvalidSignatureException", { message: "Signature expired" }, 400, {
      Date: inTwoHours.toUTCString(),
    });
    await using stub = new DynamoDBStub(expired);

    const [outcome] = await call(stub, get);

    expect(outcome).toContain("httpStatusCode: 200");
    const retriedAt = stub.requests[1]?.headers
      .get("x-amz-date")
      ?.replace(/(..)(..)T(..)(..)(..)Z$/, "-$1-$2T$3:$4:$5Z");
    expect(Math.abs(Date.parse(retriedAt ?? "") - inTwoHours.getTime())).toBeLessThan(600_000);
  });

  test("ends a call that is aborted", async () => {
    await using stub = new DynamoDBStub(() => Promise.withResolvers<Response>().promise);

    const [outcome] = await call(stub, `{ ...${get}, abortSignal: AbortSignal.timeout(20) }`);

    expect(outcome).toContain('failed: "AbortError"');
    // None where it was aborted before it was sent.
    expect(stub.requests.length).toBeLessThanOrEqual(1);
  });

  test("says that the region is missing", async () => {
    const started = await callBundle(bundle, keys, get).catch((error: unknown) => String(error));

    expect(started).toContain("AWS_REGION");
  });
});

import { describe, expect, test } from "bun:test";
import type { APIGatewayProxyEventV2WithLambdaAuthorizer } from "aws-lambda";
import { corsFor } from "../../functions/manifest/cors.ts";
import type { Invocable } from "../lambda/invocation-result.ts";
import { MalformedIdentitySourceError } from "./identity-source.ts";
import { LambdaAuthorizer, type LambdaAuthorizerOptions } from "./lambda-authorizer.ts";
import { FakeFunction, functionEndingAs, functionPosting } from "./testing/fake-function.ts";
import { testGateway, type TestGateway } from "./testing/test-gateway.ts";

/** Says of each caller what is behind "Bearer ". */
function knowing(): FakeFunction {
  return new FakeFunction((event) => {
    const [caller = ""] = (event as unknown as { identitySource: string[] }).identitySource;
    return { isAuthorized: true, context: { caller: caller.replace("Bearer ", "") } };
  });
}

interface Protected extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly target: FakeFunction;
  /** Sends a request as a caller, or as nobody. */
  get(caller?: string, path?: string): Promise<Response>;
  /** Lets time pass in the authorizer's cache. */
  wait(seconds: number): void;
}

/** A gateway with two routes behind an authorizer, and one in front of it. */
async function protect(
  authorizer: Invocable,
  options: Partial<Omit<LambdaAuthorizerOptions, "target" | "now">> = {},
): Promise<Protected> {
  let milliseconds = 0;
  const lambdaAuthorizer = new LambdaAuthorizer({
    target: authorizer,
    identitySources: ["$request.header.Authorization"],
    cacheSeconds: 60,
    log: (line) => failures.push(line),
    now: () => milliseconds,
    ...options,
  });
  const failures: string[] = [];
  const target = new FakeFunction(() => ({ statusCode: 200, body: "done" }));
  const gateway = await testGateway({
    routes: [
      { routeKey: "ANY /pets", target, authorizer: lambdaAuthorizer },
      { routeKey: "GET /pets/{id}", target, authorizer: lambdaAuthorizer },
      { routeKey: "GET /health", target },
    ],
    cors: corsFor(["https://app.example.test"]),
  });
  return {
    gateway: { ...gateway, lines: failures },
    target,
    get: (caller, path = "/pets") =>
      fetch(`${gateway.url}${path}`, caller === undefined ? {} : { headers: { authorization: `Bearer ${caller}` } }),
    wait: (seconds) => {
      milliseconds += seconds * 1000;
    },
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}

/** What the function of the route learnt of the caller. */
function contextOf({ target }: Protected): unknown {
  const { authorizer } = (target.event as unknown as APIGatewayProxyEventV2WithLambdaAuthorizer<unknown>)
    .requestContext;
  return authorizer;
}

async function messageOf(response: Response): Promise<[number, unknown]> {
  expect(response.headers.get("content-type")).toBe("application/json");
  return [response.status, await response.json()];
}

describe("a request", () => {
  test("reaches its function with what the authorizer said", async () => {
    await using api = await protect(knowing());
    const response = await api.get("alice");

    expect(await response.text()).toBe("done");
    expect(contextOf(api)).toEqual({ lambda: { caller: "alice" } });
  });

  test("to a public route needs no authorizer", async () => {
    const authorizer = knowing();
    await using api = await protect(authorizer);

    expect((await api.get(undefined, "/health")).status).toBe(200);
    expect(contextOf(api)).toBeUndefined();
    expect(authorizer.events).toEqual([]);
  });

  test.each([
    ["without the header", {}],
    ["with an empty one", { authorization: "" }],
  ])("%s gets 401, and nobody is asked", async (_what, headers) => {
    const authorizer = knowing();
    await using api = await protect(authorizer);
    const response = await fetch(`${api.gateway.url}/pets`, { headers });

    expect(await messageOf(response)).toEqual([401, { message: "Unauthorized" }]);
    expect([authorizer.events, api.target.events]).toEqual([[], []]);
  });

  test("that the authorizer turns away gets 403", async () => {
    await using api = await protect(new FakeFunction(() => ({ isAuthorized: false })));

    expect(await messageOf(await api.get("alice"))).toEqual([403, { message: "Forbidden" }]);
    expect(api.target.events).toEqual([]);
  });

  test.each([
    ["fails", functionEndingAs({ status: "function-error", requestId: "1", payload: new Uint8Array() })],
    ["is throttled", functionEndingAs({ status: "throttled", requestId: "1" })],
    ["cannot be invoked", { invoke: () => Promise.reject(new Error("no environment")) }],
    ["posts no JSON", functionPosting("yes")],
    ["says nothing of what it is asked", functionPosting("{}")],
    ["says it in words", functionPosting('{"isAuthorized":"true"}')],
    ["gives a context that is no object", functionPosting('{"isAuthorized":true,"context":"alice"}')],
  ])("whose authorizer %s gets 500, and the log says so", async (_what, authorizer) => {
    await using api = await protect(authorizer);

    expect(await messageOf(await api.get("alice"))).toEqual([500, { message: "Internal Server Error" }]);
    expect(api.target.events).toEqual([]);
    expect(api.gateway.lines.join("\n")).toContain("The authorizer");
    expect(api.gateway.lines.join("\n")).not.toContain("alice");
  });

  test("of a browser's page gets the headers of CORS also when it is refused; a preflight is not refused", async () => {
    await using api = await protect(new FakeFunction(() => ({ isAuthorized: false })));
    const headers = { origin: "https://app.example.test" };

    const refused = await fetch(`${api.gateway.url}/pets`, { headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("access-control-allow-origin")).toBe("https://app.example.test");
    const preflight = await fetch(`${api.gateway.url}/pets`, {
      method: "OPTIONS",
      headers: { ...headers, "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
  });
});

test("the authorizer is asked with the request, but not with its body", async () => {
  const authorizer = knowing();
  await using api = await protect(authorizer);
  await fetch(`${api.gateway.url}/pets?kind=cat`, {
    method: "POST",
    body: "secret",
    headers: { authorization: "Bearer alice", cookie: "a=1" },
  });

  expect(authorizer.event).toMatchObject({
    version: "2.0",
    type: "REQUEST",
    routeArn: expect.stringMatching(/^arn:aws:execute-api:[a-z0-9-]+:000000000000:local\/\$default\/POST\/pets$/),
    identitySource: ["Bearer alice"],
    routeKey: "ANY /pets",
    rawPath: "/pets",
    rawQueryString: "kind=cat",
    queryStringParameters: { kind: "cat" },
    cookies: ["a=1"],
    headers: { authorization: "Bearer alice" },
  });
  expect(JSON.stringify(authorizer.event)).not.toContain("secret");
  expect(Object.keys(authorizer.event)).not.toContain("isBase64Encoded");
});

describe("an answer of the authorizer", () => {
  test("is used again for the same caller, on every route, until its time is over", async () => {
    const authorizer = knowing();
    await using api = await protect(authorizer);

    await api.get("alice");
    api.wait(59.999);
    await api.get("alice", "/pets/1");
    expect(authorizer.events).toHaveLength(1);
    expect(contextOf(api)).toEqual({ lambda: { caller: "alice" } });
    api.wait(0.001);
    await api.get("alice");
    expect(authorizer.events).toHaveLength(2);
  });

  test("is never another caller's", async () => {
    const authorizer = knowing();
    await using api = await protect(authorizer);
    for (const caller of ["alice", "bob", "alice"]) {
      await api.get(caller);
      expect(contextOf(api)).toEqual({ lambda: { caller } });
    }
    expect(authorizer.events).toHaveLength(2);
  });

  test("is used again also when it is a refusal", async () => {
    const authorizer = new FakeFunction(() => ({ isAuthorized: false }));
    await using api = await protect(authorizer);
    const statuses = [(await api.get("alice")).status, (await api.get("alice")).status];
    expect(statuses).toEqual([403, 403]);
    expect(authorizer.events).toHaveLength(1);
  });

  test("is not used again when it is a failure", async () => {
    let works = false;
    const authorizer = new FakeFunction(() => (works ? { isAuthorized: true } : "broken"));
    await using api = await protect(authorizer);
    expect((await api.get("alice")).status).toBe(500);
    works = true;
    expect((await api.get("alice")).status).toBe(200);
    expect(contextOf(api)).toEqual({ lambda: null });
  });

  test("is never used again where the time is zero", async () => {
    const authorizer = knowing();
    await using api = await protect(authorizer, { cacheSeconds: 0 });
    await api.get("alice");
    await api.get("alice");
    expect(authorizer.events).toHaveLength(2);
  });

  test("is kept by all identity sources together, each of which a request needs", async () => {
    const authorizer = knowing();
    const identitySources = ["$request.header.Authorization", "$request.querystring.tenant"];
    await using api = await protect(authorizer, { identitySources });

    expect((await api.get("alice")).status).toBe(401);
    await api.get("alice", "/pets?tenant=a");
    await api.get("alice", "/pets?tenant=b");
    await api.get("alice", "/pets?tenant=a");
    expect(authorizer.events.map((event) => Reflect.get(event, "identitySource"))).toEqual([
      ["Bearer alice", "a"],
      ["Bearer alice", "b"],
    ]);
  });
});

test("an identity source that the gateway does not know is told at once", () => {
  const options = { target: knowing(), cacheSeconds: 0, log: () => {} };
  expect(() => new LambdaAuthorizer({ ...options, identitySources: ["$context.path"] })).toThrow(
    MalformedIdentitySourceError,
  );
});

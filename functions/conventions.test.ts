import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import * as v from "valibot";
import { validValue } from "../openapi/fuzz/valid-value.ts";
import { schemaOf } from "../openapi/json-schema.ts";
import { EmulatedDynamoDB } from "./backend/testing/emulated-dynamodb.ts";
import { type EventValues, httpEvent } from "./http/testing/http-event.ts";
import { validate } from "./http/validate.ts";
import { problemsOf, requiresIfMatch } from "./manifest/problems.ts";
import { defaultMaximumBodyBytes, type Route } from "./manifest/route.ts";
import { routes } from "./manifest/routes.ts";
import { notFoundRoute } from "./not-found/routes.ts";
import { startFunctions } from "./testing/emulated-functions.ts";
import type { FunctionProcess } from "./testing/function-process.ts";

const missingId = "0199f3a2-7c1e-7000-8000-3d1f0a9b2c4d";

const dynamoDB = await EmulatedDynamoDB.start("dynoxide");
let functions: FunctionProcess | undefined;

beforeAll(async () => {
  if (dynamoDB !== undefined) functions = startFunctions(dynamoDB.endpoint, await dynamoDB.createTables());
});
afterAll(async () => {
  await functions?.[Symbol.asyncDispose]();
  await dynamoDB?.stop();
});

const answerSchema = v.looseObject({
  statusCode: v.number(),
  headers: v.record(v.string(), v.string()),
  body: v.optional(v.string()),
});

const problemSchema = v.strictObject({
  type: v.string(),
  title: v.pipe(v.string(), v.nonEmpty()),
  status: v.number(),
  detail: v.pipe(v.string(), v.nonEmpty()),
  code: v.string(),
  requestId: v.string(),
  errors: v.optional(v.array(v.looseObject({ detail: v.pipe(v.string(), v.nonEmpty()) }))),
  details: v.optional(v.record(v.string(), v.unknown())),
});

/** Sends a request to a route's own function, with an id that nothing has in its path. */
async function send(route: Route, values: EventValues = {}) {
  const names = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
  const event = httpEvent({
    method: route.method === "ANY" ? "GET" : route.method,
    path: route.path.replaceAll(/\{\w+\}/g, missingId),
    pathParameters: Object.fromEntries(names.map((name) => [name, missingId])),
    ...values,
  });
  const { statusCode: status, headers, body } = v.parse(answerSchema, await functions?.invoke(route.handler, event));
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers["cache-control"]).toBeOneOf(["no-store", "private, no-cache"]);
  return { status, headers, body };
}

/** Sends a request that is refused, and gives the problem. It is in the same form, and declared, whatever it is. */
async function refusal(route: Route, values: EventValues = {}) {
  const { status, headers, body = "" } = await send(route, values);
  expect(headers["content-type"]).toBe("application/problem+json");
  const problem = v.parse(problemSchema, JSON.parse(body));
  expect(problem).toMatchObject({
    type: `https://draht.dev/problems/${problem.code}`,
    status,
    requestId: headers["x-request-id"] ?? "",
  });
  expect(problemsOf(route).map(({ code }) => code)).toContain(problem.code);
  return { ...problem, headers };
}

/** A body that the route takes, always the same one; undefined where it takes none, or reads the text itself. */
function validBody({ request: { body } }: Route): unknown {
  if (body === undefined) return undefined;
  if (validate(body, {}).valid) return {};
  const values = fc.sample(validValue(schemaOf(body), { components: {} }), { seed: 1, numRuns: 1_000 });
  const valid = values.find((value) => validate(body, value).valid);
  if (valid === undefined) throw new Error("No valid body was found: is the schema stricter than it says?");
  return valid;
}

/** A valid body in which every free text is as long as it may be. */
function longestBody(route: Route): unknown {
  const { body } = route.request;
  const { properties = {}, required = [] } = body === undefined ? {} : schemaOf(body);
  const texts = Object.entries(properties).flatMap(([name, schema]) => {
    const { maxLength, pattern } = schema.anyOf?.[0] ?? schema;
    return maxLength === undefined || pattern !== undefined ? [] : [[name, `x${"😀".repeat(maxLength - 1)}`] as const];
  });
  const others = Object.entries(v.parse(v.record(v.string(), v.unknown()), validBody(route)));
  return Object.fromEntries([...others.filter(([name]) => required.includes(name)), ...texts]);
}

const operations = routes.filter(({ path }) => path !== "$default");
const withId = operations.filter(({ request: { path } }) => path !== undefined);
const withBody = operations.filter(({ request: { body, content } }) => body !== undefined || content !== undefined);
const withSchema = operations.filter(({ request: { body } }) => body !== undefined);
const conditional = operations.filter(requiresIfMatch);
const lists = operations.filter(({ method, request: { path } }) => method === "GET" && path === undefined);
const idempotent = operations.filter((route) => route.idempotent === true);

function limitOf({ request: { maximumBodyBytes = defaultMaximumBodyBytes } }: Route): number {
  return maximumBodyBytes;
}

function keyedRequest(route: Route) {
  return { body: validBody(route), headers: { "idempotency-key": crypto.randomUUID() } };
}

function named(routes: readonly Route[]) {
  return routes.map((route) => [route.operationId, route] as const);
}

describe.skipIf(dynamoDB === undefined)("every operation", () => {
  test.each(named(operations))("%s refuses an unknown query parameter", async (_name, route) => {
    expect(await refusal(route, { query: "surprise=1", body: validBody(route) })).toMatchObject({
      code: "invalid-request",
      errors: [{ parameter: "surprise", detail: expect.stringMatching(/^Is not known here\./) }],
    });
  });

  test.each(named(withId))("%s refuses an id that can be none", async (_name, route) => {
    const problem = await refusal(route, { pathParameters: { id: "../7" }, body: validBody(route) });
    expect(problem).toMatchObject({ code: "invalid-request", errors: [{ parameter: "id" }] });
  });

  test.each(named(withId.filter((route) => !withBody.includes(route))))(
    "%s finds nothing under an id that nothing has",
    async (_name, route) => {
      expect((await refusal(route, { headers: { "if-match": "*" } })).status).toBe(404);
    },
  );
});

describe.skipIf(dynamoDB === undefined)("every operation with a body", () => {
  test.each(named(withBody))("%s refuses none", async (_name, route) => {
    expect((await refusal(route)).code).toBe("body-missing");
  });

  test.each(named(withBody))("%s refuses another type, and says which ones it takes", async (_name, route) => {
    const problem = await refusal(route, { body: "<xml/>", headers: { "content-type": "application/xml" } });
    expect([problem.code, problem.headers["accept"]]).toEqual([
      "unsupported-media-type",
      (route.request.content?.mediaTypes ?? ["application/json"]).join(", "),
    ]);
  });

  test.each(named(withBody))("%s refuses one that is too large, and says how large it may be", async (_name, route) => {
    const problem = await refusal(route, { body: `"${"x".repeat(limitOf(route))}"` });
    expect(problem.code).toBe("content-too-large");
    expect(problem.detail).toContain(`${limitOf(route)} bytes`);
  });

  test.each(named(withBody))("%s refuses malformed JSON, and says where it is", async (_name, route) => {
    const problem = await refusal(route, { body: '[{"a": }]' });
    expect(problem.code).toBe("malformed-json");
    expect(problem.detail).toContain("line 1, column 8");
  });

  test.each(named(withBody))("%s refuses JSON that is nested as deep as fits", async (_name, route) => {
    const depth = Math.floor(Math.min(limitOf(route), 1_000_000) / 2);
    const problem = await refusal(route, { body: `${"[".repeat(depth)}${"]".repeat(depth)}` });
    expect(problem.code).toBeOneOf(["malformed-json", "validation-failed"]);
  });

  test.each(named(withSchema))("%s refuses an unknown field", async (_name, route) => {
    const problem = await refusal(route, { body: { surprise: 1 } });
    expect(problem.code).toBe("validation-failed");
    expect(problem.errors).toContainEqual({
      pointer: "#/surprise",
      detail: expect.stringMatching(/^Is not known here\./),
    });
  });

  test.each(named(withSchema))("%s refuses a body full of unknown fields in few words", async (_name, route) => {
    const body = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`surprise${index}`, 1]));
    expect((await refusal(route, { body })).errors).toHaveLength(20);
  });

  test.each(named(withSchema))("%s repeats little of unknown fields with long names", async (_name, route) => {
    const names = Array.from({ length: 20 }, (_, index) => `${index}${"€".repeat(1_000)}`);
    const problem = await refusal(route, { body: Object.fromEntries(names.map((name) => [name, 1])) });
    expect(problem.errors).toHaveLength(20);
    expect(Buffer.byteLength(JSON.stringify(problem))).toBeLessThan(64 * 1024);
  });
});

describe.skipIf(dynamoDB === undefined)("every operation that changes a resource", () => {
  test.each(named(conditional))("%s requires If-Match, in a form that can be read", async (_name, route) => {
    const request = { body: validBody(route) };
    expect(await refusal(route, request)).toMatchObject({ status: 428, code: "precondition-required" });
    expect(await refusal(route, { ...request, headers: { "if-match": "1" } })).toMatchObject({
      code: "invalid-request",
      errors: [{ header: "if-match" }],
    });
  });
});

describe.skipIf(dynamoDB === undefined)("every operation that reads", () => {
  test.each(named(lists))("%s sends nothing that the caller has", async (_name, route) => {
    const { status, headers } = await send(route);
    expect(status).toBe(route.success.status);
    const { etag } = headers;
    expect(etag === undefined).toBe(route.success.noStore === true);
    if (etag === undefined) return;
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await send(route, { headers: { "if-none-match": `"other", W/${etag}` } });
    expect([again.status, again.headers["etag"], again.body]).toEqual([304, etag, undefined]);
  });
});

describe.skipIf(dynamoDB === undefined)("every operation with an Idempotency-Key", () => {
  test.each(named(idempotent))("%s requires it", async (_name, route) => {
    const problem = await refusal(route, { ...keyedRequest(route), headers: { "idempotency-key": "" } });
    expect(problem).toMatchObject({
      status: 400,
      code: "idempotency-key-missing",
      errors: [{ header: "idempotency-key" }],
    });
  });

  test.each(named(idempotent))("%s answers a request that is sent again as before", async (_name, route) => {
    const request = keyedRequest(route);
    const first = await send(route, request);
    const second = await send(route, request);

    if (first.status === 201) expect(first.headers["location"]).toStartWith(`${route.path}/`);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const { "x-request-id": requestId = "" } = second.headers;
    expect(second.headers).toEqual({
      ...first.headers,
      "x-request-id": requestId,
      "idempotency-replayed": "true",
    });
  });

  // The store keeps 390 KB.
  test.each(named(idempotent))(
    "%s answers far below what can be kept, however long the values",
    async (_name, route) => {
      const request = { body: longestBody(route), headers: { "idempotency-key": crypto.randomUUID() } };
      const { status, body = "" } = await send(route, request);
      // A session needs a client, and there is none.
      expect(status).toBe(route.operationId === "startSession" ? 422 : 201);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(64 * 1024);
      expect((await send(route, request)).headers["idempotency-replayed"]).toBe("true");
    },
  );

  test.each(named(idempotent))("%s refuses another request with the same one", async (_name, route) => {
    const request = keyedRequest(route);
    await send(route, request);
    const other = JSON.stringify(request.body).replace("{", "{ ");
    expect(await refusal(route, { ...request, body: other })).toMatchObject({
      status: 422,
      code: "idempotency-key-reused",
    });
  });

  test.each(named(idempotent))("%s acts on one of several that are sent at once", async (_name, route) => {
    const request = keyedRequest(route);
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(route, request)));
    const others = answers.filter(
      ({ headers, body = "" }) => headers["idempotency-replayed"] === "true" || body.includes('"request-in-flight"'),
    );
    expect(others).toHaveLength(3);
  });
});

describe.skipIf(dynamoDB === undefined)("what is no operation", () => {
  const paths = [...new Set(operations.map(({ path }) => path))];

  test.each(paths)("PUT %s is refused, with the methods that there are", async (path) => {
    const problem = await refusal(notFoundRoute, { method: "PUT", path: path.replaceAll(/\{\w+\}/g, missingId) });
    expect([problem.status, problem.code]).toEqual([405, "method-not-allowed"]);
    const methods = operations.filter((route) => route.path === path).map(({ method }) => method);
    expect(problem.headers["allow"]).toBe(methods.sort().join(", "));
  });

  test.each(["/", "/category", "/categories/", "/categories/7/8"])("GET %s finds nothing", async (path) => {
    const problem = await refusal(notFoundRoute, { method: "GET", path });
    expect([problem.status, problem.code]).toEqual([404, "route-not-found"]);
  });
});

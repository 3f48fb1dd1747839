import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { coreBindings } from "../backend/di/core-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { ConflictException } from "../backend/domain/exception/conflict-exception.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { JsonLogger } from "../backend/infrastructure/logging/json-logger.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { InMemoryIdempotencyStore } from "../backend/testing/in-memory-idempotency-store.ts";
import type { Route } from "../manifest/route.ts";
import { defineHandler } from "./define-handler.ts";
import { idempotencyKeySchema } from "./header-schemas.ts";
import type { ReplyHeaders } from "./reply.ts";
import { type InvocationValues, invoke, requestId } from "./testing/invoke.ts";

const route = {
  operationId: "createThing",
  method: "POST",
  path: "/things/{id}",
  summary: "Create a thing",
  handler: "things.handler",
  tables: [{ table: "Idempotency", actions: ["PutItem", "UpdateItem"] }],
  scope: "categories:write",
  request: {
    path: v.strictObject({ id: v.string() }),
    query: v.strictObject({ cursor: v.optional(v.string()) }),
    headers: idempotencyKeySchema,
    body: v.strictObject({ secret: v.string() }),
  },
  success: { status: 201, body: v.strictObject({ secret: v.string() }) },
  problems: [{ code: "thing-taken", status: 409, description: "It is thrown." }],
  idempotent: true,
} as const satisfies Route;

/** Stands wherever a caller can put something. */
const planted = "hunter2-hunter2-hunter2";

const request = {
  method: "POST",
  path: `/things/${planted}`,
  pathParameters: { id: planted },
  query: `cursor=${planted}`,
  headers: { authorization: `Bearer ${planted}`, cookie: planted, "idempotency-key": planted, "x-other": planted },
  body: { secret: planted },
} as const satisfies InvocationValues;

/** What a handler answers in these tests. */
type Respond = () => { headers?: ReplyHeaders; body: { secret: string } };

const created: Respond = () => ({ headers: { location: `/things/${planted}` }, body: { secret: planted } });

/** A handler whose log lines are kept as they would be written. */
function setUp(respond: Respond) {
  const clock = new FixedClock("2026-01-02T03:04:05.678Z");
  const lines: string[] = [];
  const sink = { writeLine: (line: string) => void lines.push(line) };
  const container = coreBindings()
    .override(TOKENS.Clock, clock)
    .override(TOKENS.Logger, new JsonLogger(sink, clock, "DEBUG"))
    .bind(TOKENS.IdempotencyStore, () => new InMemoryIdempotencyStore(clock));
  return { lines, handler: defineHandler(route, container, respond) };
}

describe("nothing of a request's or an answer's content is logged when", () => {
  const cases: [string, Respond, InvocationValues][] = [
    ["it succeeds", created, {}],
    ["the schema refuses it", created, { body: { secret: 7, [planted]: planted } }],
    ["it is no JSON", created, { body: `{"secret": ${planted}` }],
    ["the query is not known", created, { query: `${planted}=${planted}` }],
    [
      "the application refuses it",
      () => {
        throw new ConflictException("thing-taken", `There is ${planted} already.`, { secret: planted });
      },
      {},
    ],
    [
      "it meets a defect",
      () => {
        throw new Error("on fire");
      },
      {},
    ],
  ];
  test.each(cases)("%s", async (_what, respond, values) => {
    const { lines, handler } = setUp(respond);
    await invoke(handler, { ...request, ...values });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("\n")).not.toContain("hunter2");
  });
});

test("a request has one line of JSON, with what tells it from others", async () => {
  const { lines, handler } = setUp(created);
  await invoke(handler, request);

  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    timestamp: "2026-01-02T03:04:05.678Z",
    level: "INFO",
    message: "Request answered",
    requestId,
    operationId: "createThing",
    FunctionName: "createThing",
    method: "POST",
    status: 201,
    tokenId: "administrator",
    coldStart: true,
    Requests: 1,
    Latency: expect.any(Number),
    _aws: expect.any(Object),
  });
});

test("a refusal has its code, also where it is the one that an earlier try got", async () => {
  const { lines, handler } = setUp(() => {
    throw new ConflictException("thing-taken", "There is one already.");
  });
  for (let tries = 0; tries < 2; tries += 1) await invoke(handler, request);

  const line = { message: "Request answered", status: 409, code: "thing-taken", ClientErrors: 1 };
  expect(lines.map((text) => JSON.parse(text))).toMatchObject([line, line]);
});

test.each<[string, object, object]>([
  ["may not use the route", { scopes: "categories:read" }, { status: 403, code: "insufficient-scope" }],
  ["has expired", { expiresAt: "2026-01-01T00:00:00.000Z" }, { status: 401, code: "invalid-token" }],
])("a refusal of a token that %s says which one it was", async (_what, values, refusal) => {
  const { lines, handler } = setUp(created);
  const authorizer = { outcome: "authenticated", tokenId: "token-1", scopes: "admin", ...values };
  await invoke(handler, { ...request, authorizer });

  expect(lines.map((text) => JSON.parse(text))).toMatchObject([
    { message: "Request answered", tokenId: "token-1", ...refusal },
  ]);
});

test("a failure that the application knows has its code", async () => {
  const { lines, handler } = setUp(() => {
    throw new ServiceUnavailableException("overloaded", "Too much is going on.", 1);
  });
  await invoke(handler, request);

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { message: "Request failed", code: "overloaded", error: { code: "overloaded", message: "Too much is going on." } },
    { message: "Request answered", status: 503, code: "overloaded" },
  ]);
});

test("a defect has a line of its own, with everything that is known of it", async () => {
  const { lines, handler } = setUp(() => {
    throw new Error("on fire", { cause: new Error("a spark") });
  });
  await invoke(handler, request);

  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: "ERROR",
      message: "Request failed",
      requestId,
      operationId: "createThing",
      error: { message: "on fire", cause: { message: "a spark" } },
    },
    { level: "INFO", message: "Request answered", requestId, status: 500, code: "internal-error", ServerErrors: 1 },
  ]);
});

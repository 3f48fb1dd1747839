import { describe, expect, test } from "bun:test";
import * as v from "valibot";
import { coreBindings } from "../backend/di/core-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { ConflictException } from "../backend/domain/exception/conflict-exception.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { FixedClock } from "../backend/testing/fixed-clock.ts";
import { InMemoryIdempotencyStore } from "../backend/testing/in-memory-idempotency-store.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import type { Route } from "../manifest/route.ts";
import { defineHandler } from "./define-handler.ts";
import { idempotencyKeySchema } from "./header-schemas.ts";
import type { HttpRequest } from "./http-request.ts";
import { type InvocationValues, invoke } from "./testing/invoke.ts";

const route = {
  operationId: "createThing",
  method: "POST",
  path: "/things",
  summary: "Create a thing",
  handler: "things.handler",
  tables: [{ table: "Idempotency", actions: ["PutItem", "UpdateItem"] }],
  scope: "categories:write",
  request: { headers: idempotencyKeySchema, body: v.strictObject({ name: v.string() }) },
  success: { status: 201, body: v.strictObject({ id: v.string() }) },
  problems: [{ code: "name-taken", status: 409, description: "It is thrown." }],
  idempotent: true,
} as const satisfies Route;

const key = "8e03978e-40d5-43dd-bc93-6894a57f9324";
const start = new Date("2026-01-02T03:04:05.678Z").getTime();

type Respond = (request: HttpRequest<typeof route>) => { id: string } | Promise<{ id: string }>;

/** A handler whose application does what is given, and keeps the ids that it was given. */
function setUp(respond: Respond = ({ newId }) => ({ id: newId })) {
  const clock = new FixedClock(new Date(start).toISOString());
  const logger = new RecordingLogger();
  const store = new InMemoryIdempotencyStore(clock);
  const newIds: string[] = [];
  const container = coreBindings()
    .override(TOKENS.Clock, clock)
    .override(TOKENS.Logger, logger)
    .bind(TOKENS.IdempotencyStore, () => store);
  const handler = defineHandler(route, container, async (request) => {
    newIds.push(request.newId);
    const body = await respond(request);
    return { headers: { location: `/things/${body.id}` }, body };
  });
  let invocations = 0;
  const post = (values: InvocationValues = {}, idempotencyKey = key) => {
    invocations += 1;
    return invoke(handler, {
      method: "POST",
      path: "/things",
      body: { name: "a" },
      headers: { "idempotency-key": idempotencyKey },
      requestId: `request-${invocations}`,
      ...values,
    });
  };
  return {
    newIds,
    logger,
    store,
    post,
    after: (seconds: number) => {
      clock.time = new Date(start + seconds * 1_000);
    },
  };
}

describe("a request that is sent again", () => {
  test("is answered as before, byte for byte, and has no second effect", async () => {
    const { post, newIds } = setUp();
    const first = await post();
    const second = await post();

    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.headers).toEqual({
      ...first.headers,
      "x-request-id": "request-2",
      "idempotency-replayed": "true",
    });
    expect(newIds).toHaveLength(1);
  });

  test("with another key is another request", async () => {
    const { post, newIds } = setUp();
    await post();
    await post({}, `${key}-2`);
    expect(new Set(newIds).size).toBe(2);
  });

  test("by another caller with the same key is another request", async () => {
    const { post, newIds } = setUp();
    await post();
    await post({ authorizer: { outcome: "authenticated", tokenId: "other", scopes: "admin" } });
    expect(new Set(newIds).size).toBe(2);
  });

  test("gets the refusal that it got before", async () => {
    const { post, newIds } = setUp(() => {
      throw new ConflictException("name-taken", "Choose another name.");
    });
    const first = await post();
    const second = await post();

    expect([first.status, second.status]).toEqual([409, 409]);
    expect(second.body).toEqual(first.body);
    expect(newIds).toHaveLength(1);
  });

  test.each([
    ["another body", { body: { name: "b" } }],
    ["another path", { path: "/things/" }],
  ])("with the same key but %s is refused", async (_what, values) => {
    const { post, newIds } = setUp();
    await post();
    expect((await post(values)).body).toMatchObject({
      status: 422,
      code: "idempotency-key-reused",
      errors: [{ header: "idempotency-key", detail: "Must be new." }],
    });
    expect(newIds).toHaveLength(1);
  });

  test("while it is answered has to wait", async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const { post } = setUp(async ({ newId }) => {
      begun.resolve();
      await finish.promise;
      return { id: newId };
    });
    const first = post();
    await begun.promise;
    const second = await post();

    expect([second.status, second.headers["retry-after"]]).toEqual([409, "1"]);
    expect(second.body).toMatchObject({ code: "request-in-flight" });
    finish.resolve();
    expect((await first).status).toBe(201);
    expect((await post()).headers["idempotency-replayed"]).toBe("true");
  });
});

describe("a try that fails", () => {
  test.each([
    ["a defect", new Error("on fire"), 500],
    ["an overload", new ServiceUnavailableException("overloaded", "Wait.", 1), 503],
  ])("by %s is made up for by the next, with the same id", async (_what, failure, status) => {
    const failures = [failure];
    const { post, newIds } = setUp(({ newId }) => {
      const thrown = failures.shift();
      if (thrown !== undefined) throw thrown;
      return { id: newId };
    });
    expect((await post()).status).toBe(status);
    expect((await post()).status).toBe(201);
    expect(newIds).toHaveLength(2);
    expect(newIds[0]).toBe(newIds[1] ?? "");
  });

  test("with its function is made up for after its lease", async () => {
    const { post, newIds, after } = setUp(() => new Promise(() => {}));
    void post();
    expect((await post()).status).toBe(409);
    after(11);
    void post();
    expect((await post()).status).toBe(409);
    expect(newIds).toHaveLength(2);
    expect(newIds[0]).toBe(newIds[1] ?? "");
  });

  test("to keep the answer answers all the same, and says so in the log", async () => {
    const { post, store, logger } = setUp();
    const failure = new ServiceUnavailableException("unavailable", "Wait.", 1);
    store.complete = () => Promise.reject(failure);
    expect((await post()).status).toBe(201);
    expect(logger.entries).toEqual([
      {
        level: "warn",
        message: "Answer not kept",
        fields: { requestId: "request-1", operationId: "createThing", error: failure },
      },
    ]);
  });
});

describe("does not use up its key", () => {
  test.each([
    ["a body against the schema", { body: { name: 7 } }, 422],
    ["a caller without the scope", { authorizer: { outcome: "authenticated", tokenId: "t", scopes: "" } }, 403],
  ])("%s", async (_what, values, status) => {
    const { post, newIds } = setUp();
    const answer = await post(values);
    expect(answer.status).toBe(status);
    expect((await post()).headers["idempotency-replayed"]).toBeUndefined();
    expect(newIds).toHaveLength(1);
  });
});

test("a key is required", async () => {
  const { post, newIds } = setUp();
  const answer = await post({ headers: { "idempotency-key": "" } });
  expect(answer.body).toMatchObject({ status: 400, code: "idempotency-key-missing" });
  expect(newIds).toEqual([]);
});

import { describe, expect, test } from "bun:test";
import { rejection } from "../backend/testing/rejection.ts";
import { defineHandler } from "./define-handler.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import { httpEvent } from "./testing/http-event.ts";
import { invoke, requestId } from "./testing/invoke.ts";
import { containerWith, problem, route, thingHandler, valid } from "./testing/thing-handler.ts";

test("the application gets the request as the schemas describe it", async () => {
  const requests: unknown[] = [];
  const handler = defineHandler(route, containerWith(), (request) => {
    requests.push(request);
    return { body: { name: request.body.name + request.path.id + request.query.force } };
  });
  const answer = await invoke(handler, { ...valid, headers: { "x-a": "1" } });

  expect(answer.body).toEqual({ name: "a1yes" });
  expect(requests[0]).toEqual({
    method: "PATCH",
    rawPath: "/things/1",
    path: { id: "1" },
    query: { force: "yes" },
    body: { name: "a" },
    headers: { host: "api.example.com", "content-type": "application/json", "x-a": "1" },
  });
});

test("an answer has the route's status, JSON, the request id, and is not kept by caches", async () => {
  const { handler, logger } = thingHandler();
  expect(await invoke(handler, valid)).toEqual({
    status: 200,
    headers: { "content-type": "application/json", "x-request-id": requestId, "cache-control": "no-store" },
    body: { name: "a" },
  });
  expect(logger.entries).toEqual([]);
});

test("the stage is no part of the path", async () => {
  const handler = defineHandler(route, containerWith(), ({ rawPath }) => ({ body: { name: rawPath } }));
  expect((await invoke(handler, { ...valid, path: "/dev/things/1", stage: "dev" })).body).toEqual({
    name: "/things/1",
  });
  expect((await invoke(handler, { ...valid, path: "/dev", stage: "dev" })).body).toEqual({ name: "/" });
  expect((await invoke(handler, { ...valid, path: "/device", stage: "dev" })).body).toEqual({ name: "/device" });
});

describe("is refused", () => {
  test.each([
    [
      "a path parameter against its rule",
      { pathParameters: { id: "x" } },
      problem(
        400,
        "invalid-request",
        "Invalid request",
        "A parameter of the path or the query is not as required: id. See errors for what is allowed.",
        { errors: [{ parameter: "id", detail: "Must be digits." }] },
      ),
    ],
    [
      "an unknown query parameter",
      { query: "page=2" },
      problem(
        400,
        "invalid-request",
        "Invalid request",
        "A parameter of the path or the query is not as required: page. See errors for what is allowed.",
        { errors: [{ parameter: "page", detail: "Is not known here. Allowed: force." }] },
      ),
    ],
    [
      "a query parameter given twice",
      { query: "force=yes&force=yes" },
      problem(400, "invalid-request", "Invalid request", "A query parameter is given more than once.", {
        errors: [{ parameter: "force", detail: "Give it once." }],
      }),
    ],
    [
      "malformed JSON",
      { body: '{"name": }' },
      problem(
        400,
        "malformed-json",
        "Malformed JSON",
        "The body is no valid JSON: it goes wrong at line 1, column 10.",
      ),
    ],
    [
      "a missing body",
      { body: undefined },
      problem(
        400,
        "body-missing",
        "Body missing",
        "The request has no body. Send one with content-type: application/json.",
      ),
    ],
    [
      "a body too large",
      { body: { name: "x".repeat(70_000) } },
      problem(
        413,
        "content-too-large",
        "Content too large",
        "The body may have at most 65536 bytes. Send a smaller one.",
      ),
    ],
    [
      "values of the body against the schema",
      { body: { title: "a" } },
      problem(
        422,
        "validation-failed",
        "Validation failed",
        "A value of the body is not as required: title, name. See errors for what is allowed.",
        {
          errors: [
            { pointer: "#/title", detail: "Is not known here. Allowed: name." },
            { pointer: "#/name", detail: "Is required." },
          ],
        },
      ),
    ],
    [
      "a body that is no object",
      { body: "[]" },
      problem(
        422,
        "validation-failed",
        "Validation failed",
        "A value of the body is not as required: the whole. See errors for what is allowed.",
        { errors: [{ pointer: "#", detail: "Must be a JSON object." }] },
      ),
    ],
  ])("%s", async (_what, values, body) => {
    const { handler, logger } = thingHandler(() => {
      throw new Error("The application must not be asked.");
    });
    expect(await invoke(handler, { ...valid, ...values })).toEqual({
      status: body.status,
      headers: { "content-type": "application/problem+json", "x-request-id": requestId, "cache-control": "no-store" },
      body,
    });
    expect(logger.entries).toEqual([]);
    expect(logger.requests).toMatchObject([
      { requestId, operationId: "changeThing", status: body.status, code: body.code, ClientErrors: 1 },
    ]);
  });

  test("a media type other than JSON, saying which one is taken", async () => {
    const { handler } = thingHandler();
    const answer = await invoke(handler, { ...valid, headers: { "content-type": "text/plain" } });
    expect([answer.status, answer.headers["accept"]]).toEqual([415, "application/json"]);
    expect(answer.body).toEqual(
      problem(
        415,
        "unsupported-media-type",
        "Unsupported media type",
        "Send the body with content-type: application/json.",
      ),
    );
  });
});

describe("an event that is no HTTP request fails the invocation:", () => {
  const { rawPath: _rawPath, ...withoutPath } = httpEvent();
  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a queue's", { Records: [{ eventSource: "aws:sqs", body: "{}" }] }],
    ["a schedule's", { source: "aws.events", "detail-type": "Scheduled Event" }],
    ["a REST API's (format 1.0)", { version: "1.0", httpMethod: "GET", path: "/", requestContext: {} }],
    ["one without path", withoutPath],
    ["one without method", { ...httpEvent(), requestContext: { stage: "$default", http: {} } }],
    ["one whose headers are no texts", { ...httpEvent(), headers: { a: 1 } }],
  ])("%s", async (_what, event) => {
    const { handler, logger } = thingHandler();
    const error = await rejection(handler(event, { awsRequestId: requestId, getRemainingTimeInMillis: () => 10_000 }));
    expect(error).toBeInstanceOf(InvalidEventError);
    expect(String(error)).toContain("payload format 2.0");
    expect(logger.entries).toEqual([]);
  });
});

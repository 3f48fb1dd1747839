import { describe, expect, test } from "bun:test";
import { problemSchema } from "../problem-schema.ts";
import type { Operation } from "../open-api-document.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Answer } from "./exchange.ts";
import type { Step } from "./step.ts";
import { replayViolations, violations } from "./violations.ts";

const operation: Operation = {
  operationId: "getThing",
  summary: "Read a thing",
  tags: ["things"],
  security: [{ token: ["things:read"] }],
  responses: {
    200: {
      description: "OK",
      headers: { etag: { description: "Its version", required: true, schema: { type: "string" } } },
      content: { "application/json": { schema: { type: "object" } } },
    },
    304: { description: "Not modified" },
    400: { description: "Wrong", content: { "application/problem+json": { schema: problemSchema } } },
    401: { description: "Unknown" },
    403: { description: "Forbidden" },
  },
};

const endpoint: Endpoint = {
  path: "/things",
  method: "GET",
  operation,
  parameters: new Map(),
  body: undefined,
  answers: new Map([["200 application/json", (value) => (typeof value === "object" ? undefined : "must be object")]]),
};

const valid: Step = {
  endpoint,
  credentials: "admin",
  intention: "valid",
  parameters: {},
  body: undefined,
  nextPage: false,
  twice: false,
};

function answer(values: Partial<Answer> & { readonly headers?: Headers } = {}): Answer {
  return { status: 200, headers: new Headers({ etag: '"1"' }), mediaType: "application/json", body: {}, ...values };
}

const empty = { headers: new Headers(), mediaType: "", body: undefined };

describe("an answer that is as documented", () => {
  test.each([
    ["a success", valid, answer()],
    ["without a body", valid, answer({ ...empty, status: 304 })],
    ["a refusal of who may not", { ...valid, credentials: "none" as const }, answer({ ...empty, status: 401 })],
    ["a missing scope", { ...valid, credentials: "insufficient" as const }, answer({ ...empty, status: 403 })],
  ])("%s", (_what, step, given) => {
    expect(violations(step, given)).toEqual([]);
  });
});

describe("an answer that is not", () => {
  const cases: [string, Partial<Step>, Answer, string][] = [
    ["a failure", {}, answer({ status: 500, body: "oops" }), '500: "oops"'],
    ["another status", {}, answer({ status: 202 }), "202 is not documented: {}"],
    ["another body", {}, answer({ body: "text" }), '200 bodymust be object: "text"'],
    ["another media type", {}, answer({ mediaType: "text/plain" }), "200 is text/plain, not application/json"],
    ["no media type", {}, answer({ mediaType: "" }), "200 is empty, not application/json"],
    ["a missing header", {}, answer({ headers: new Headers() }), "200 lacks the header etag"],
    [
      "an unexpected header",
      {},
      answer({ headers: new Headers({ etag: '"1"', location: "/" }) }),
      "the header location of 200 is not documented",
    ],
    ["an unexpected body", {}, answer({ ...empty, status: 304, body: "x" }), "the body of 304 is not documented"],
    ["success without a token", { credentials: "none" }, answer(), "200 with none credentials"],
    ["success with a wrong token", { credentials: "malformed" }, answer(), "200 with malformed credentials"],
    ["success without the scope", { credentials: "insufficient" }, answer(), "200 with insufficient credentials"],
    ["a refused administrator", {}, answer({ ...empty, status: 403 }), "403 with the administrator's token"],
    ["success of a wrong request", { intention: "invalid" }, answer(), "200 although the request breaks its schema"],
  ];

  test.each(cases)("%s", (_what, step, given, violation) => {
    expect(violations({ ...valid, ...step }, given)).toEqual([violation]);
  });
});

describe("a request that is sent again with its Idempotency-Key", () => {
  test("gets the same answer", () => {
    expect(replayViolations(answer(), answer())).toEqual([]);
    expect(replayViolations(answer({ status: 409 }), answer())).toEqual([]);
  });

  test("does not get another one", () => {
    expect(replayViolations(answer({ body: { id: 1 } }), answer({ body: { id: 2 } }))).toEqual([
      "another body when sent again",
    ]);
    expect(replayViolations(answer(), answer({ status: 409 }))).toEqual(["409 when sent again, 200 before"]);
  });
});

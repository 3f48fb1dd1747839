import { describe, expect, test } from "bun:test";
import { ConflictException } from "../backend/domain/exception/conflict-exception.ts";
import { ServiceUnavailableException } from "../backend/domain/exception/service-unavailable-exception.ts";
import { ValidationException } from "../backend/domain/exception/validation-exception.ts";
import { HttpException } from "./http-exception.ts";
import { invoke, requestId } from "./testing/invoke.ts";
import { problem, thingHandler, valid } from "./testing/thing-handler.ts";

function throwing(thrown: unknown) {
  return thingHandler(() => {
    throw thrown;
  });
}

describe("what the application throws", () => {
  test("a DomainException becomes its status and code", async () => {
    const { handler, logger } = throwing(new ConflictException("thing-busy", "The thing is busy. Wait."));
    const answer = await invoke(handler, valid);

    expect(answer.body).toEqual(problem(409, "thing-busy", "Thing busy", "The thing is busy. Wait."));
    expect(logger.entries).toEqual([]);
    expect(logger.requests).toMatchObject([{ status: 409, code: "thing-busy" }]);
  });

  test("a ValidationException points at the values", async () => {
    const { handler } = throwing(new ValidationException([{ path: ["tags", 0], message: "Is too long." }]));
    expect((await invoke(handler, valid)).body).toEqual(
      problem(422, "validation-failed", "Validation failed", "tags.0: Is too long.", {
        errors: [{ pointer: "#/tags/0", detail: "Is too long." }],
      }),
    );
  });

  test.each([
    [0, "1"],
    [1, "1"],
    [1.2, "2"],
  ])("a ServiceUnavailableException of %d seconds has Retry-After %s", async (seconds, retryAfter) => {
    const { handler } = throwing(new ServiceUnavailableException("overloaded", "Try again.", seconds));
    const answer = await invoke(handler, valid);
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, retryAfter]);
  });

  test("an HttpException keeps its headers", async () => {
    const { handler } = throwing(new HttpException(405, "method-not-allowed", "No.", { headers: { allow: "GET" } }));
    const answer = await invoke(handler, valid);
    expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET"]);
  });

  test.each([
    ["an error", new Error("password=hunter2", { cause: new Error("deeper") })],
    ["an error that looks like an answer", Object.assign(new Error("hunter2"), { status: 200, code: "hunter2" })],
    ["a string", "hunter2"],
    ["null", null],
    ["undefined", undefined],
  ])("%s becomes a 500 that tells nothing and is logged whole", async (_what, thrown) => {
    const { handler, logger } = throwing(thrown);
    const answer = await invoke(handler, valid);

    expect(answer).toEqual({
      status: 500,
      headers: { "content-type": "application/problem+json", "x-request-id": requestId, "cache-control": "no-store" },
      body: problem(
        500,
        "internal-error",
        "Internal error",
        "The service failed. Try again later; if it goes on, report the requestId.",
      ),
    });
    expect(logger.entries).toHaveLength(1);
    expect(logger.entries[0]).toMatchObject({ level: "error", message: "Request failed" });
    expect(logger.entries[0]?.fields).toEqual({
      requestId,
      operationId: "changeThing",
      code: "internal-error",
      error: thrown,
    });
    expect(logger.requests).toMatchObject([{ status: 500, code: "internal-error", ServerErrors: 1 }]);
  });
});

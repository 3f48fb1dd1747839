import { expect, test } from "bun:test";
import { coreBindings } from "../backend/di/core-bindings.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { RecordingLogger } from "../backend/testing/recording-logger.ts";
import { invoke, requestId } from "../http/testing/invoke.ts";
import { notFoundHandler } from "./not-found.ts";

function setUp() {
  const logger = new RecordingLogger();
  return { logger, handler: notFoundHandler(coreBindings().override(TOKENS.Logger, logger)) };
}

test("404 names the path, and where the operations are listed", async () => {
  const { handler, logger } = setUp();
  const answer = await invoke(handler, { method: "GET", path: "/category/7", query: "a=1&a=2" });

  expect(answer.status).toBe(404);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.body).toEqual({
    type: "https://draht.dev/problems/route-not-found",
    title: "Route not found",
    status: 404,
    detail: "There is nothing at /category/7. All operations are listed by GET /openapi.json, and shown at /docs.",
    code: "route-not-found",
    requestId,
  });
  expect(logger.requests).toMatchObject([{ requestId, operationId: "notFound", status: 404, code: "route-not-found" }]);
});

test("405 names the methods that the path takes", async () => {
  const { handler } = setUp();
  const answer = await invoke(handler, { method: "PUT", path: "/categories/7" });

  expect([answer.status, answer.headers["allow"]]).toEqual([405, "DELETE, GET, PATCH"]);
  expect(answer.body).toMatchObject({
    code: "method-not-allowed",
    detail: "/categories/7 does not take PUT. It takes: DELETE, GET, PATCH.",
  });
});

test("a stage in front of the path is not taken for a part of it", async () => {
  const { handler } = setUp();
  const answer = await invoke(handler, { method: "PUT", path: "/dev/health", stage: "dev" });
  expect([answer.status, answer.headers["allow"]]).toEqual([405, "GET"]);
});

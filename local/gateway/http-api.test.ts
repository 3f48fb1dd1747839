import { describe, expect, test } from "bun:test";
import type { Invocable } from "../lambda/invocation-result.ts";
import { FakeFunction, functionEndingAs } from "./testing/fake-function.ts";
import { exchange, rawRequest } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

const payload = new TextEncoder().encode('{"errorType":"Error","errorMessage":"secret"}');

async function expectMessage(response: Response, status: number, message: string): Promise<void> {
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(JSON.stringify({ message }));
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(response.headers.get("apigw-requestid")).toMatch(/^[\w-]{15}=$/);
}

describe("a function that", () => {
  test.each([
    ["fails", { status: "function-error", requestId: "1", payload }, 500, "Internal Server Error"],
    ["is throttled", { status: "throttled", requestId: "1" }, 503, "Service Unavailable"],
    ["is sent more than it takes", { status: "request-too-large", requestId: "1" }, 413, "Request Entity Too Large"],
  ] as const)("%s", async (_, outcome, status, message) => {
    const target = functionEndingAs(outcome);
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await expectMessage(await fetch(gateway.url), status, message);
  });

  test("cannot be invoked is a 500, and the log says why", async () => {
    const target: Invocable = { invoke: () => Promise.reject(new Error("no environment")) };
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await expectMessage(await fetch(gateway.url), 500, "Internal Server Error");
    expect(gateway.lines.join("\n")).toContain("The function could not be invoked: Error: no environment");
  });

  test("answers too late is a 503, and its late answer goes nowhere", async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const target = new FakeFunction(() => promise);
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }], integrationTimeout: 50 });
    await expectMessage(await fetch(gateway.url), 503, "Service Unavailable");
    resolve({ statusCode: 200, body: "late" });
    await gateway.stop();
    expect(gateway.lines).toHaveLength(1);
  });

  test("fails too late does not disturb the gateway", async () => {
    const { promise, reject } = Promise.withResolvers<unknown>();
    const target = new FakeFunction((event) => (event.rawPath === "/late" ? promise : { statusCode: 204 }));
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }], integrationTimeout: 50 });
    expect((await fetch(`${gateway.url}/late`)).status).toBe(503);
    reject(new Error("late"));
    expect((await fetch(gateway.url)).status).toBe(204);
  });
});

describe("a request", () => {
  test("without a route is not found", async () => {
    await using gateway = await testGateway({ routes: [] });
    await expectMessage(await fetch(`${gateway.url}/pets`), 404, "Not Found");
  });

  test("with a malformed escape is a bad one", async () => {
    const target = new FakeFunction(() => ({ statusCode: 204 }));
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const response = await exchange(gateway.port, ...rawRequest("GET /%zz HTTP/1.1"));
    expect([response.status, response.body.toString()]).toEqual([400, '{"message":"Bad Request"}']);
    expect(target.events).toEqual([]);
  });

  test("may have 10 240 bytes of request line and header values, and none more", async () => {
    const target = new FakeFunction(() => ({ statusCode: 204 }));
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    const rest = "GET / HTTP/1.1".length + "example.test".length + "close".length;
    const largest = await exchange(
      gateway.port,
      ...rawRequest("GET / HTTP/1.1", `X-Big: ${"a".repeat(10_240 - rest)}`),
    );
    expect(largest.status).toBe(204);
    const larger = await exchange(gateway.port, ...rawRequest("GET / HTTP/1.1", `X-Big: ${"a".repeat(10_241 - rest)}`));
    expect([larger.status, larger.body.toString()]).toEqual([431, '{"message":"Request Header Fields Too Large"}']);
    const line = await exchange(gateway.port, ...rawRequest(`GET /${"a".repeat(10_240)} HTTP/1.1`));
    expect(line.status).toBe(431);
  });
});

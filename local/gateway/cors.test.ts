import { describe, expect, test } from "bun:test";
import type { Cors } from "../../functions/manifest/cors.ts";
import { CorsConfigurationError, CorsPolicy } from "./cors.ts";
import { FakeFunction } from "./testing/fake-function.ts";
import { testGateway } from "./testing/test-gateway.ts";

const origin = "https://app.example.test";

const cors: Cors = {
  allowOrigins: [origin],
  allowMethods: ["GET", "PATCH"],
  allowHeaders: ["content-type", "If-Match"],
  exposeHeaders: ["etag", "location"],
  allowCredentials: true,
  maxAgeSeconds: 600,
};

function corsHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"));
}

async function preflight(changes: Partial<Cors>, headers: Record<string, string>): Promise<Response> {
  const target = new FakeFunction(() => ({ statusCode: 500 }));
  await using gateway = await testGateway({
    routes: [{ routeKey: "$default", target }],
    cors: { ...cors, ...changes },
  });
  const response = await fetch(`${gateway.url}/pets`, { method: "OPTIONS", headers });
  expect(target.events).toEqual([]);
  expect(response.headers.get("apigw-requestid")).toBeString();
  return response;
}

describe("a preflight", () => {
  test("that is allowed gets every header, and the function is not asked", async () => {
    const response = await preflight(
      {},
      { origin, "access-control-request-method": "PATCH", "access-control-request-headers": "Content-Type, if-match" },
    );
    expect(response.status).toBe(204);
    expect(corsHeaders(response.headers)).toEqual({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "GET,PATCH",
      "access-control-allow-headers": "content-type,If-Match",
      "access-control-max-age": "600",
      vary: "Origin",
    });
  });

  test.each([
    ["origin", { origin: "https://other.example.test", "access-control-request-method": "GET" }],
    ["method", { origin, "access-control-request-method": "DELETE" }],
    ["header", { origin, "access-control-request-method": "GET", "access-control-request-headers": "x-other" }],
  ])("with a %s that is not allowed gets no CORS header", async (_, headers) => {
    const response = await preflight({}, headers);
    expect(response.status).toBe(204);
    expect(corsHeaders(response.headers)).toEqual({});
  });

  test("is answered with a star where everything is allowed", async () => {
    const response = await preflight(
      { allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: ["*"], allowCredentials: false },
      { origin, "access-control-request-method": "DELETE", "access-control-request-headers": "x-other" },
    );
    expect(corsHeaders(response.headers)).toEqual({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "*",
      "access-control-allow-headers": "*",
      "access-control-max-age": "600",
    });
  });

  test.each([
    ["https://*", "https://any.example.test", "https://any.example.test"],
    ["https://*", "http://any.example.test", undefined],
    ["http://*", "http://localhost:3000", "http://localhost:3000"],
  ])("under %s from %s is allowed for %p", async (allowed, from, expected) => {
    const headers = { origin: from, "access-control-request-method": "GET" };
    const response = await preflight({ allowOrigins: [allowed] }, headers);
    expect(response.headers.get("access-control-allow-origin") ?? undefined).toBe(expected);
  });
});

describe("with CORS configured", () => {
  test("OPTIONS without a requested method goes to its route", async () => {
    const target = new FakeFunction(() => ({ statusCode: 200, body: "mine" }));
    await using gateway = await testGateway({ routes: [{ routeKey: "OPTIONS /pets", target }], cors });
    expect(await (await fetch(`${gateway.url}/pets`, { method: "OPTIONS", headers: { origin } })).text()).toBe("mine");
  });

  test("a response's own CORS headers give way to the configured ones", async () => {
    const headers = { "Access-Control-Allow-Origin": "*", "access-control-allow-methods": "PUT", etag: '"1"' };
    const target = new FakeFunction(() => ({ statusCode: 200, headers, body: "" }));
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }], cors });
    const response = await fetch(gateway.url, { headers: { origin } });
    expect(response.headers.get("etag")).toBe('"1"');
    expect(corsHeaders(response.headers)).toEqual({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "etag,location",
      vary: "Origin",
    });
  });

  test("a response to no origin or a foreign one has no CORS header at all", async () => {
    const headers = { "access-control-allow-origin": "*" };
    const target = new FakeFunction(() => ({ statusCode: 200, headers }));
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }], cors });
    const foreign = await fetch(gateway.url, { headers: { origin: "https://other.example.test" } });
    expect(corsHeaders(foreign.headers)).toEqual({});
    expect(corsHeaders((await fetch(gateway.url)).headers)).toEqual({});
  });

  test("an error of the gateway itself can be read by the page", async () => {
    await using gateway = await testGateway({ routes: [], cors });
    const response = await fetch(gateway.url, { headers: { origin } });
    expect(response.status).toBe(404);
    expect(response.headers.get("access-control-allow-origin")).toBe(origin);
  });
});

test("without CORS configured a preflight and CORS headers are the function's", async () => {
  const target = new FakeFunction(() => ({ statusCode: 204, headers: { "access-control-allow-origin": "*" } }));
  await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
  const headers = { origin, "access-control-request-method": "GET" };
  const response = await fetch(gateway.url, { method: "OPTIONS", headers });
  expect(corsHeaders(response.headers)).toEqual({ "access-control-allow-origin": "*" });
  expect(target.events).toHaveLength(1);
});

test.each([
  [{ allowOrigins: ["*"] }, "name the origins"],
  [{ maxAgeSeconds: -2 }, "maxAgeSeconds must be from -1 to 86400"],
  [{ maxAgeSeconds: 86_401 }, "maxAgeSeconds must be from -1 to 86400"],
])("a configuration with %j is refused as in AWS", (changes, reason) => {
  const build = () => new CorsPolicy({ ...cors, ...changes });
  expect(build).toThrow(CorsConfigurationError);
  expect(build).toThrow(reason);
});

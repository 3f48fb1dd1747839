import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { FakeFunction } from "./testing/fake-function.ts";
import { exchange, rawRequest } from "./testing/raw-http.ts";
import { testGateway } from "./testing/test-gateway.ts";

function echo(): FakeFunction {
  return new FakeFunction(() => ({ statusCode: 204 }));
}

describe("the event of a request", () => {
  test("is complete", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "POST /pets/{id}", target }] });
    const before = Date.now();
    const { headers } = await exchange(
      gateway.port,
      "POST /pets/a%20b?x=1&y=%20&x=2 HTTP/1.1",
      "Host: example.test:8080",
      "User-Agent: test/1",
      "Content-Type: application/json",
      "Content-Length: 2",
      "Cookie: a=1; b=2",
      "X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793",
      "Connection: close",
      "",
      "{}",
    );

    const { timeEpoch, time, requestId } = target.event.requestContext;
    expect(timeEpoch).toBeGreaterThanOrEqual(before);
    expect(timeEpoch).toBeLessThanOrEqual(Date.now());
    expect(requestId).toMatch(/^[\w-]{15}=$/);
    expect(headers).toContainEqual(["apigw-requestid", requestId]);
    expect(target.event).toEqual({
      version: "2.0",
      routeKey: "POST /pets/{id}",
      rawPath: "/pets/a b",
      rawQueryString: "x=1&y=%20&x=2",
      cookies: ["a=1", "b=2"],
      headers: {
        "content-length": "2",
        "content-type": "application/json",
        host: "example.test:8080",
        "user-agent": "test/1",
        "x-amzn-trace-id": "Root=1-5759e988-bd862e3fe1be46a994272793",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-port": String(gateway.port),
        "x-forwarded-proto": "http",
      },
      queryStringParameters: { x: "1,2", y: " " },
      pathParameters: { id: "a b" },
      requestContext: {
        accountId: "000000000000",
        apiId: "local",
        domainName: "example.test",
        domainPrefix: "example",
        http: {
          method: "POST",
          path: "/pets/a b",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: "test/1",
        },
        requestId,
        routeKey: "POST /pets/{id}",
        stage: "$default",
        time,
        timeEpoch,
      },
      body: "{}",
      isBase64Encoded: false,
    });
  });

  test("tells the time in Common Log Format, UTC", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await fetch(gateway.url);
    const { time, timeEpoch } = target.event.requestContext;
    const [, day, month, year, clock] = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) \+0000$/.exec(time) ?? [];
    expect(Date.parse(`${day} ${month} ${year} ${clock} UTC`)).toBe(Math.floor(timeEpoch / 1000) * 1000);
  });

  test("leaves out what the request has not, but counts a length of 0 and makes a trace id", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "GET /pets", target }] });
    await exchange(gateway.port, ...rawRequest("GET /pets? HTTP/1.1"));
    expect(Object.keys(target.event).toSorted()).toEqual([
      "headers",
      "isBase64Encoded",
      "rawPath",
      "rawQueryString",
      "requestContext",
      "routeKey",
      "version",
    ]);
    expect(target.event.rawQueryString).toBe("");
    expect(target.event.headers["content-length"]).toBe("0");
    expect(target.event.headers["x-amzn-trace-id"]).toMatch(/^Root=1-[\da-f]{8}-[\da-f]{24}$/);
    expect(target.event.requestContext.http.userAgent).toBe("");
  });

  test("joins repeated headers with a comma, collects cookies and drops those of the connection", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await exchange(
      gateway.port,
      ...rawRequest(
        "GET / HTTP/1.1",
        "X-Tag: a",
        "x-tag: b, c",
        "X-Empty:",
        "Cookie: a=1; b=2;",
        "cookie: c=3",
        "Keep-Alive: timeout=5",
        "TE: trailers",
        "X-Forwarded-For: 10.0.0.1",
        "X-Forwarded-Proto: https",
      ),
    );
    const { headers, cookies } = target.event;
    expect(cookies).toEqual(["a=1", "b=2", "c=3"]);
    expect(headers).toMatchObject({ "x-tag": "a,b, c", "x-empty": "" });
    expect(headers).toMatchObject({ "x-forwarded-for": "10.0.0.1, 127.0.0.1", "x-forwarded-proto": "http" });
    expect(headers).not.toContainAnyKeys(["cookie", "connection", "keep-alive", "te"]);
  });

  test("says HTTP/1.0 where the client does", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await exchange(gateway.port, "GET / HTTP/1.0", "", "");
    expect(target.event.requestContext.http.protocol).toBe("HTTP/1.0");
    expect(target.event.requestContext.domainName).toBe("localhost");
  });

  test("keeps dot segments and repeated slashes of the path", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "GET /files/{proxy+}", target }] });
    await exchange(gateway.port, ...rawRequest("GET /files/a/../b//c HTTP/1.1"));
    expect(target.event.rawPath).toBe("/files/a/../b//c");
    expect(target.event.pathParameters).toEqual({ proxy: "a/../b//c" });
  });

  test("has the stage in front of the path where it is not $default", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "GET /pets", target }], stage: "dev" });
    await fetch(`${gateway.url}/dev/pets`);
    expect(target.event).toMatchObject({ rawPath: "/dev/pets", requestContext: { stage: "dev" } });
    expect((await fetch(`${gateway.url}/pets`)).status).toBe(404);
    expect((await fetch(`${gateway.url}/dev-pets`)).status).toBe(404);
  });

  test("takes names that objects inherit for ordinary ones", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
    await exchange(gateway.port, ...rawRequest("GET /?__proto__=1&constructor=2 HTTP/1.1", "__proto__: 3"));
    expect(Object.entries(target.event.queryStringParameters ?? {})).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
    expect(Object.entries(target.event.headers)).toContainEqual(["__proto__", "3"]);
  });
});

describe("any path", () => {
  const value = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(...Array.from("a/+ %?&=#.;é☕")) }),
  );

  test("gives its greedy variable everything after the slash, up to a decoded question mark", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "GET /files/{proxy+}", target }] });
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        await exchange(gateway.port, ...rawRequest(`GET /files/${encodeURIComponent(text)}?q HTTP/1.1`));
        const [expected = ""] = text.split("?");
        expect(target.event.pathParameters).toEqual({ proxy: expected });
        expect(target.event.rawPath).toBe(`/files/${expected}`);
      }),
      { numRuns: 150 },
    );
  });

  test("gives its variable one decoded part, and none where a decoded slash makes it two", async () => {
    const target = echo();
    await using gateway = await testGateway({ routes: [{ routeKey: "GET /pets/{id}", target }] });
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const { status } = await exchange(
          gateway.port,
          ...rawRequest(`GET /pets/${encodeURIComponent(text)} HTTP/1.1`),
        );
        const [expected = ""] = text.split("?");
        if (expected === "" || expected.includes("/")) {
          expect(status).toBe(404);
          return;
        }
        expect(target.event.pathParameters).toEqual({ id: expected });
      }),
      { numRuns: 150 },
    );
  });
});

test("any headers and cookies arrive under lower-case names, in order", async () => {
  const target = echo();
  await using gateway = await testGateway({ routes: [{ routeKey: "$default", target }] });
  const token = fc.string({ unit: fc.constantFrom(...Array.from("abcXYZ019-_")), minLength: 1, maxLength: 8 });
  const value = fc.string({ unit: fc.constantFrom(...Array.from("aZ0 ,;:=\"'/()<>@?{}é")) }).map((text) => text.trim());
  const header = fc.tuple(
    token.map((name) => `X-${name}`),
    value,
  );
  const cookie = fc.tuple(token, token).map(([name, content]) => `${name}=${content}`);

  await fc.assert(
    fc.asyncProperty(fc.array(header), fc.array(fc.array(cookie, { minLength: 1 })), async (headers, cookieLines) => {
      const lines = headers.map(([name, content]) => `${name}: ${content}`);
      const cookies = cookieLines.map((line) => `Cookie: ${line.join("; ")}`);
      await exchange(gateway.port, ...rawRequest("GET / HTTP/1.1", ...lines, ...cookies));

      const expected = Map.groupBy(headers, ([name]) => name.toLowerCase());
      for (const [name, values] of expected) {
        expect(target.event.headers[name]).toBe(values.map(([, content]) => content).join(","));
      }
      expect(target.event.cookies ?? []).toEqual(cookieLines.flat());
    }),
    { numRuns: 100 },
  );
});

import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import { exchange, rawRequestTo } from "../gateway/testing/raw-http.ts";
import { IncomingText } from "../testing/incoming-text.ts";
import { answering, FakeStream, integrationResponse, prelude, text } from "./testing/fake-stream.ts";
import { testFunctionUrl } from "./testing/test-function-url.ts";

/** Resolves after so many turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe("the answer", () => {
  test("has status, headers and cookies of the prelude, and the request's id", async () => {
    const target = answering(
      { statusCode: 201, headers: { "Content-Type": "text/plain" }, cookies: ["a=1"] },
      "one,",
      "two",
    );
    await using url = await testFunctionUrl(target);
    const response = await fetch(url.url);
    expect([response.status, await response.text()]).toEqual([201, "one,two"]);
    expect(Object.fromEntries(response.headers)).toMatchObject({ "content-type": "text/plain", "set-cookie": "a=1" });
    expect(response.headers.get("x-amzn-requestid")).toBe(target.events[0]?.requestContext.requestId ?? "none");
  });

  test("begins while the function still writes", async () => {
    const barrier = Promise.withResolvers<void>();
    const target = new FakeStream(async (sink) => {
      sink.begin(integrationResponse);
      await sink.write(prelude({ statusCode: 200 }));
      await sink.write(text("first,"));
      await barrier.promise;
      await sink.write(text("last"));
    });
    await using url = await testFunctionUrl(target);

    const answer = new IncomingText(await fetch(url.url));
    expect(await answer.until("first,")).toBe("first,");
    barrier.resolve();
    expect(await answer.whole()).toBe("first,last");
  });

  test("has its head as soon as the prelude has come", async () => {
    const barrier = Promise.withResolvers<void>();
    const target = new FakeStream(async (sink) => {
      sink.begin(integrationResponse);
      await sink.write(prelude({ statusCode: 202 }));
      await barrier.promise;
    });
    await using url = await testFunctionUrl(target);
    const response = await fetch(url.url);
    expect(response.status).toBe(202);
    barrier.resolve();
    expect(await response.text()).toBe("");
  });

  test("without a prelude is a 200 of the runtime's content type", async () => {
    const target = new FakeStream(async (sink) => {
      sink.begin("text/csv");
      await sink.write(text("a,b"));
    });
    await using url = await testFunctionUrl(target);
    const response = await fetch(url.url);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      200,
      "text/csv",
      "a,b",
    ]);
  });

  test.each([integrationResponse, "application/octet-stream"])(
    "without any byte of %s is an empty 200",
    async (type) => {
      await using url = await testFunctionUrl(new FakeStream(async (sink) => sink.begin(type)));
      const response = await fetch(url.url);
      expect([response.status, await response.text()]).toEqual([200, ""]);
      expect(response.headers.get("content-type")).toBe("application/octet-stream");
    },
  );

  test("to HEAD is a head, of 204 has no body", async () => {
    await using url = await testFunctionUrl(answering({ statusCode: 200 }, "body"));
    await using empty = await testFunctionUrl(answering({ statusCode: 204 }, "body"));
    const head = await exchange(url.port, ...rawRequestTo("localhost", "HEAD / HTTP/1.1"));
    expect([head.status, head.body.byteLength]).toEqual([200, 0]);
    const noContent = await exchange(empty.port, ...rawRequestTo("localhost", "GET / HTTP/1.1"));
    expect([noContent.status, noContent.body.byteLength]).toEqual([204, 0]);
  });
});

test("the event is that of a Function URL: every path to the function, as it came, from nobody known", async () => {
  const target = answering({ statusCode: 200 });
  await using url = await testFunctionUrl(target);
  const headers = { "content-type": "text/plain", "user-agent": "test/1", cookie: "a=1; b=2" };
  await fetch(`${url.url}/a%2Fb%20c?x=1&y=%20&x=2`, { method: "PUT", headers, body: "grüße" });

  const [event] = target.events;
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/a%2Fb%20c",
    rawQueryString: "x=1&y=%20&x=2",
    cookies: ["a=1", "b=2"],
    headers: { host: `127.0.0.1:${url.port}`, "content-type": "text/plain", "x-forwarded-port": String(url.port) },
    queryStringParameters: { x: "1,2", y: " " },
    requestContext: {
      accountId: "anonymous",
      apiId: "example",
      domainName: "127.0.0.1",
      http: { method: "PUT", path: "/a%2Fb%20c", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test/1" },
      routeKey: "$default",
      stage: "$default",
    },
    body: "grüße",
    isBase64Encoded: false,
  });
  expect(event?.requestContext).not.toHaveProperty("authorizer");
  expect(event).not.toHaveProperty("pathParameters");
});

describe("a client", () => {
  test("that reads slowly slows the function down, and gets everything", async () => {
    const chunk = Buffer.alloc(256 * 1024, "x");
    const chunks = 256;
    const stalled = Promise.withResolvers<number>();
    const target = new FakeStream(async (sink) => {
      sink.begin("text/plain");
      for (let count = 1; count <= chunks; count += 1) {
        const write = sink.write(chunk).then(() => "taken");
        if ((await Promise.race([write, turns(5)])) !== "taken") stalled.resolve(count);
        await write;
      }
      stalled.resolve(chunks);
    });
    await using url = await testFunctionUrl(target);
    const socket = connect(url.port, "127.0.0.1");
    socket.write(rawRequestTo("localhost", "GET / HTTP/1.0").join("\r\n"));
    let received = 0;
    socket.once("data", (bytes: Buffer) => {
      received += bytes.byteLength;
      socket.pause();
    });

    expect(await stalled.promise).toBeLessThan(chunks);
    socket.on("data", (bytes: Buffer) => (received += bytes.byteLength));
    socket.resume();
    await once(socket, "close");
    expect(received).toBeGreaterThan(chunks * chunk.byteLength);
  });

  test("that goes away does not stop the function", async () => {
    const gone = Promise.withResolvers<void>();
    const end = Promise.withResolvers<string>();
    const target = new FakeStream(async (sink) => {
      sink.begin("text/plain");
      await sink.write(text("first"));
      await gone.promise;
      // More than every buffer on the way would take.
      for (let count = 0; count < 64; count += 1) await sink.write(Buffer.alloc(1024 * 1024));
      end.resolve("ran to its end");
    });
    await using url = await testFunctionUrl(target);
    const socket = connect(url.port, "127.0.0.1");
    socket.write(rawRequestTo("localhost", "GET /path HTTP/1.1").join("\r\n"));
    await once(socket, "data");
    socket.destroy();
    gone.resolve();

    expect(await end.promise).toBe("ran to its end");
    expect(await url.logged(/aborted/)).toMatch(/^\[example\] GET \/path aborted \d+ ms [\da-f-]{36}$/);
  });

  test("that names another host than this machine is refused, and the function is not called", async () => {
    const target = answering({ statusCode: 200 });
    await using url = await testFunctionUrl(target);
    const foreign = await exchange(url.port, ...rawRequestTo("rebound.example.test", "GET / HTTP/1.1"));
    const two = await exchange(url.port, ...rawRequestTo("localhost", "GET / HTTP/1.1", "Host: localhost"));
    expect([foreign.status, two.status]).toEqual([421, 400]);
    expect(target.events).toEqual([]);
  });

  test("that sends too much is refused, and the function is not called", async () => {
    const target = answering({ statusCode: 200 });
    await using url = await testFunctionUrl(target);
    const response = await fetch(url.url, { method: "POST", body: new Uint8Array(6 * 1024 * 1024 + 1) });
    expect([response.status, await response.text()]).toEqual([413, '{"Message":"Request Entity Too Large"}']);
    expect(target.events).toEqual([]);
  });
});

test("stopping lets an answer end that is on its way, and closes the port", async () => {
  const barrier = Promise.withResolvers<void>();
  const target = new FakeStream(async (sink) => {
    sink.begin("text/plain");
    await sink.write(text("first,"));
    await barrier.promise;
    await sink.write(text("last"));
  });
  await using url = await testFunctionUrl(target);
  const response = await fetch(url.url);
  const stopped = url.stop();
  barrier.resolve();
  expect(await response.text()).toBe("first,last");
  await stopped;
  expect(
    await fetch(url.url).then(
      () => "answers",
      () => "is closed",
    ),
  ).toBe("is closed");
});

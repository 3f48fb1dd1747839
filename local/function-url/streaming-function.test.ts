import { expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import type { LambdaFunctionOptions } from "../lambda/lambda-function.ts";
import { TestFunction } from "../lambda/testing/test-function.ts";
import { Barrier } from "../testing/barrier.ts";
import { IncomingText } from "../testing/incoming-text.ts";
import { testFunctionUrl, type TestFunctionUrl } from "./testing/test-function-url.ts";

/** The URL of a function that runs on the real layer. */
async function urlOf(
  source: string,
  options: Partial<LambdaFunctionOptions> = {},
): Promise<TestFunctionUrl & { readonly fn: TestFunction }> {
  const stack = new AsyncDisposableStack();
  const fn = stack.use(await TestFunction.start(source, options));
  const url = stack.use(await testFunctionUrl(fn.target));
  return { ...url, fn, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** A handler that begins an answer, and does the rest. */
const handler = (rest: string): string => `
  exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
    const begin = () => awslambda.HttpResponseStream.from(stream, {
      statusCode: 203,
      headers: { "content-type": "text/plain", "x-invocation": context.awsRequestId },
    });
    ${rest}
  });
`;

test("the client has the first bytes while the function has not finished", async () => {
  using barrier = new Barrier();
  await using url = await urlOf(
    handler('begin().write("first,"); await fetch(process.env.BARRIER); stream.end("last");'),
    { environment: { BARRIER: barrier.url } },
  );

  const response = await fetch(url.url);
  const text = new IncomingText(response);
  expect(await text.until("first,")).toBe("first,");
  expect([response.status, response.headers.get("content-type")]).toEqual([203, "text/plain"]);
  await barrier.reached();
  expect(url.fn.log.filter((line) => line.includes("END"))).toEqual([]);
  barrier.open();

  expect(await text.whole()).toBe("first,last");
  expect(response.headers.get("x-invocation")).toBe(response.headers.get("x-amzn-requestid"));
});

test("a client that does not read stops the function from writing, and one that reads again gets all", async () => {
  using stalled = new Barrier();
  stalled.open();
  const megabytes = 64;
  await using url = await urlOf(
    handler(`
      begin();
      let written = 0;
      for (; written < ${megabytes}; written += 1) {
        if (stream.write(Buffer.alloc(1024 * 1024, "x"))) continue;
        const drain = new Promise((resolve) => stream.once("drain", resolve));
        const slow = new Promise((resolve) => setTimeout(resolve, 100, "slow"));
        if ((await Promise.race([drain, slow])) === "slow") await fetch(process.env.STALLED, { method: "POST", body: String(written) });
        await drain;
      }
      await fetch(process.env.STALLED, { method: "POST", body: String(written) });
      stream.end();
    `),
    { environment: { STALLED: stalled.url }, memoryMB: 512 },
  );
  const socket = connect(url.port, "127.0.0.1");
  let received = 0;
  socket.on("data", (bytes: Buffer) => {
    received += bytes.byteLength;
  });
  socket.pause();
  socket.write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");

  expect(Number(await stalled.reached())).toBeLessThan(megabytes);
  socket.resume();
  await once(socket, "close");
  expect(received).toBeGreaterThan(megabytes * 1024 * 1024);
});

test("a function goes on when its client has gone", async () => {
  using barrier = new Barrier();
  using finished = new Barrier();
  finished.open();
  await using url = await urlOf(
    handler(`
      begin().write("first");
      await fetch(process.env.BARRIER);
      for (let count = 0; count < 32; count += 1) {
        if (!stream.write(Buffer.alloc(1024 * 1024))) await new Promise((resolve) => stream.once("drain", resolve));
      }
      await fetch(process.env.FINISHED, { method: "POST", body: "to its end" });
      stream.end();
    `),
    { environment: { BARRIER: barrier.url, FINISHED: finished.url } },
  );
  const client = new AbortController();
  const response = await fetch(url.url, { signal: client.signal });
  await new IncomingText(response).until("first");
  client.abort();
  barrier.open();

  expect(await finished.reached()).toBe("to its end");
  await url.logged(/aborted/);
});

test("a function that throws before the first byte is a 502, and its environment goes on", async () => {
  await using url = await urlOf(
    handler('if (event.rawPath === "/bad") throw new RangeError("too far"); begin().end(String(process.pid));'),
  );
  const before = await (await fetch(url.url)).text();
  const failed = await fetch(`${url.url}/bad`);
  expect([failed.status, await failed.text()]).toEqual([502, "Internal Server Error"]);
  expect(await (await fetch(url.url)).text()).toBe(before);
});

test("a function that throws behind it has its answer cut, and its environment goes on", async () => {
  using barrier = new Barrier();
  await using url = await urlOf(
    handler(`
      if (event.rawPath !== "/bad") return begin().end(String(process.pid));
      begin().write("first");
      await fetch(process.env.BARRIER);
      throw new RangeError("too far");
    `),
    { environment: { BARRIER: barrier.url } },
  );
  const before = await (await fetch(url.url)).text();
  const text = new IncomingText(await fetch(`${url.url}/bad`));
  await text.until("first");
  barrier.open();
  expect(await text.whole().catch(() => "cut")).toBe("cut");
  expect(await (await fetch(url.url)).text()).toBe(before);
});

test("a function whose process ends while it streams has its answer cut", async () => {
  using barrier = new Barrier();
  await using url = await urlOf(handler('begin().write("first"); await fetch(process.env.BARRIER); process.exit(3);'), {
    environment: { BARRIER: barrier.url },
  });
  const text = new IncomingText(await fetch(url.url));
  await text.until("first");
  barrier.open();
  expect(await text.whole().catch(() => "cut")).toBe("cut");
});

test("a function whose time is up gives no whole answer", async () => {
  using barrier = new Barrier();
  await using url = await urlOf(handler('begin().write("first"); await fetch(process.env.BARRIER); stream.end();'), {
    environment: { BARRIER: barrier.url },
    timeoutSeconds: 0.3,
  });
  // On a machine that is very busy the time is up before the first byte.
  const outcome = await fetch(url.url).then(
    async (response) => (response.status === 502 ? "502" : new IncomingText(response).whole().catch(() => "cut")),
    () => "cut",
  );
  expect(["cut", "502"]).toContain(outcome);
});

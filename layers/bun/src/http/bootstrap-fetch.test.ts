import { describe, expect, test } from "bun:test";
import { errorOf } from "../../testing/posted-error.ts";
import type { RecordedRequest } from "../../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../../testing/runtime-process.ts";
import { eventOf, senders } from "./testing/http-events.ts";

const senderNames = senders.map(({ name }) => name);

/** A function that exports an app with this body of `fetch(request, env)`. */
function app(body: string): Record<string, string> {
  return { "index.mjs": `export default { async fetch(request, env) { ${body} } };` };
}

function streamingApp(body: string): Record<string, string> {
  return {
    "index.mjs": `export default awslambda.streamifyResponse({ async fetch(request, env) { ${body} } });`,
  };
}

async function start(files: Record<string, string>, handler = "index.default"): Promise<RuntimeProcess> {
  return RuntimeProcess.start({ files, handler });
}

const echo = `
  const headers = new Headers({ "content-type": request.headers.get("content-type"), "x-method": request.method });
  headers.append("x-path", new URL(request.url).pathname);
  headers.append("x-request-id", env.lambdaContext.awsRequestId);
  for (const cookie of request.headers.get("cookie").split("; ")) headers.append("set-cookie", cookie);
  return new Response(await request.bytes(), { status: 201, headers });`;

const binary = { body: new Uint8Array([0, 255, 128]), headers: [["content-type", "image/png"]] as const };

const echoedHeaders = {
  "content-type": "image/png",
  "x-method": "POST",
  "x-path": "/pets/a%20b",
  "x-request-id": "request-1",
};

const cookies = ["session=a1", "theme=dark"];

function multiValues(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

function resultOf(post: RecordedRequest): unknown {
  expect([post.endpoint, post.headers.get("content-type")]).toEqual(["response", "application/json"]);
  return JSON.parse(post.text);
}

/** A streamed response as the platform takes it apart. */
function streamedOf(post: RecordedRequest): { readonly prelude: unknown; readonly body: string } {
  expect([post.endpoint, post.headers.get("content-type")]).toEqual([
    "response",
    "application/vnd.awslambda.http-integration-response",
  ]);
  const delimiter = post.body.findIndex((_, at) => post.body.subarray(at, at + 8).every((byte) => byte === 0));
  return {
    prelude: JSON.parse(Buffer.from(post.body.subarray(0, delimiter)).toString()),
    body: Buffer.from(post.body.subarray(delimiter + 8)).toString("latin1"),
  };
}

describe("a buffered app", () => {
  test.each([
    ["HTTP API", { headers: echoedHeaders, cookies: cookies }],
    ["function URL", { headers: echoedHeaders, cookies: cookies }],
    ["REST API", { multiValueHeaders: { ...multiValues(echoedHeaders), "set-cookie": cookies } }],
    [
      "ALB",
      {
        statusDescription: "201 Created",
        headers: { ...echoedHeaders, "set-cookie": "session=a1", "Set-cookie": "theme=dark" },
      },
    ],
    [
      "ALB with multi-value headers",
      {
        statusDescription: "201 Created",
        multiValueHeaders: { ...multiValues(echoedHeaders), "set-cookie": cookies },
      },
    ],
  ])("answers %s in its own shape", async (sender, fields) => {
    await using runtime = await start(app(echo));
    const result = resultOf(await runtime.invoke(eventOf(sender, binary)));
    expect(result).toEqual({ statusCode: 201, body: "AP+A", isBase64Encoded: true, ...fields });
  });

  test.each([
    ["index.default", `export default { fetch: () => new Response("served") };`],
    ["index.handler", `export const handler = { fetch: () => new Response("served") };`],
    ["index.app.v1", `export const app = { v1: { fetch: () => new Response("served") } };`],
    ["index.fetch", `export const fetch = () => new Response("served");`],
    ["index.fetch", `export default { text: "served", fetch() { return new Response(this.text); } };`],
  ])("is found as %s: %s", async (handler, source) => {
    await using runtime = await start({ "index.mjs": source }, handler);
    expect(resultOf(await runtime.invoke(eventOf("HTTP API")))).toMatchObject({ statusCode: 200, body: "served" });
  });

  test("may be made by Hono", async () => {
    const source = `
      import { Hono } from ${JSON.stringify(Bun.resolveSync("hono", import.meta.dir))};
      const app = new Hono();
      app.get("/pets/:name", (c) => c.json([c.req.param("name"), c.env.event.version, c.env.lambdaContext.functionName]));
      export default app;`;
    await using runtime = await start({ "index.ts": source });
    const found = resultOf(await runtime.invoke(eventOf("function URL", { method: "GET", path: "/pets/rex" })));
    expect(found).toMatchObject({ statusCode: 200, body: `["rex","2.0","conformance"]` });
    const missing = resultOf(await runtime.invoke(eventOf("function URL", { method: "GET", path: "/" })));
    expect(missing).toMatchObject({ statusCode: 404, body: "404 Not Found" });
  });

  test.each(senderNames)("is not called with what a Request cannot carry, from %s", async (sender) => {
    await using runtime = await start(app("throw new Error('called');"));
    const result = resultOf(await runtime.invoke(eventOf(sender, { method: "TRACE" })));
    expect(result).toMatchObject({ statusCode: 501 });
  });

  test.each([
    ["throws", "throw new RangeError('no such pet');", "RangeError", "no such pet"],
    [
      "returns no Response",
      "return { statusCode: 200 };",
      "Runtime.InvalidFetchResponse",
      "fetch returned a value of type object instead of a Response",
    ],
    [
      "returns a body that fails midway",
      `return new Response(new ReadableStream({ pull(c) { c.enqueue("first"); c.error(new RangeError("gone")); } }));`,
      "RangeError",
      "gone",
    ],
    [
      "waits on the signal of a deadline",
      "return new Promise((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason)));",
      "TimeoutError",
      "The invocation is about to time out",
    ],
  ])("that %s has one error posted, and goes on", async (_, body, errorType, errorMessage) => {
    await using runtime = await start(app(`if (request.method === "HEAD") return new Response(); ${body}`));
    const deadline = { "Lambda-Runtime-Deadline-Ms": String(Date.now() + 500) };
    const error = errorOf(await runtime.invoke(eventOf("HTTP API"), deadline));
    expect(error).toMatchObject({ errorType, errorMessage });
    expect(resultOf(await runtime.invoke(eventOf("HTTP API", { method: "HEAD" })))).toMatchObject({ statusCode: 200 });
    expect(runtime.api.requests.filter(({ requestId }) => requestId === "request-1")).toHaveLength(1);
  });

  test.each([
    ["SQS", { Records: [{ eventSource: "aws:sqs" }] }, "Runtime.NotAnHttpEvent"],
    ["EventBridge", { version: "0", source: "aws.s3", detail: {} }, "Runtime.NotAnHttpEvent"],
    ["nobody", null, "Runtime.NotAnHttpEvent"],
    [
      "a WebSocket API",
      { requestContext: { connectionId: "1", eventType: "MESSAGE" } },
      "Runtime.WebSocketNotSupported",
    ],
  ])("N59 never takes an event of %s for a request", async (_, event, errorType) => {
    await using runtime = await start(app("console.log('called'); return new Response();"));
    const post = await runtime.invoke(event);
    expect(errorOf(post).errorType).toBe(errorType);
    expect(post.headers.get("lambda-runtime-function-error-type")).toBe(errorType);
    expect((await runtime.stop()).join("\n")).not.toContain("called");
  });
});

describe("N69 a streaming app", () => {
  test.each(senderNames)("answers %s with a prelude and the bytes", async (sender) => {
    await using runtime = await start(streamingApp(echo));
    const { prelude, body } = streamedOf(await runtime.invoke(eventOf(sender, binary)));
    expect(prelude).toEqual({ statusCode: 201, headers: echoedHeaders, cookies: cookies });
    expect(body).toBe("\x00\xff\x80");
  });

  test.each([204, 304])("sends the prelude of %d, which has no body", async (status) => {
    await using runtime = await start(streamingApp(`return new Response(null, { status: ${status} });`));
    const streamed = streamedOf(await runtime.invoke(eventOf("function URL")));
    expect(streamed).toEqual({ prelude: { statusCode: status, headers: {}, cookies: [] }, body: "" });
  });

  test("sends text as text, although Bun's Response does not say what it is", async () => {
    await using runtime = await start(streamingApp("return new Response('hi');"));
    const headers = { "content-type": "text/plain;charset=utf-8" };
    const streamed = streamedOf(await runtime.invoke(eventOf("function URL")));
    expect(streamed).toEqual({ prelude: { statusCode: 200, headers, cookies: [] }, body: "hi" });
  });

  test("sends each chunk when it comes", async () => {
    const source = `
      const stream = new ReadableStream({
        async start(controller) {
          controller.enqueue("data: 1\\n\\n");
          await new Promise((resolve) => process.once("SIGUSR2", resolve));
          controller.enqueue("data: 2\\n\\n");
          controller.close();
        },
      });
      return new Response(stream, { headers: { "content-type": "text/event-stream" } });`;
    await using runtime = await start(streamingApp(source));
    const posted = runtime.invoke(eventOf("function URL"));
    await runtime.until(() => runtime.api.unfinished.find(({ body }) => Buffer.from(body).includes("data: 1")));
    runtime.signal("SIGUSR2");
    expect(streamedOf(await posted).body).toBe("data: 1\n\ndata: 2\n\n");
  });

  test("whose body fails midway ends with the error in the trailers, once", async () => {
    const source = `
      let pulls = 0;
      const stream = new ReadableStream({
        pull(controller) {
          if (pulls++ > 0) throw new RangeError("gone");
          controller.enqueue("first");
        },
      }, { highWaterMark: 0 });
      return new Response(stream, { headers: { "content-type": "text/plain" } });`;
    await using runtime = await start(streamingApp(source));
    const post = await runtime.invoke(eventOf("function URL"));
    expect(streamedOf(post).body).toBe("first");
    const trailer = post.trailers.get("lambda-runtime-function-error-body") ?? "";
    expect(JSON.parse(atob(trailer))).toMatchObject({ errorType: "RangeError", errorMessage: "gone" });
    await runtime.until(() => runtime.api.to("next")[1]);
    expect(runtime.api.to("error")).toEqual([]);
  });

  test.each([
    ["throws", "throw new RangeError('no such pet');", "RangeError"],
    ["returns no Response", "return 'hi';", "Runtime.InvalidFetchResponse"],
  ])("that %s before the response has its error posted", async (_, body, errorType) => {
    await using runtime = await start(streamingApp(body));
    expect(errorOf(await runtime.invoke(eventOf("function URL"))).errorType).toBe(errorType);
  });

  test("N59 never takes another event for a request", async () => {
    await using runtime = await start(streamingApp("return new Response();"));
    const post = await runtime.invoke({ Records: [{ eventSource: "aws:sqs" }] });
    expect(errorOf(post).errorType).toBe("Runtime.NotAnHttpEvent");
  });
});

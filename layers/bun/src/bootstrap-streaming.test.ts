import { describe, expect, test } from "bun:test";
import { response } from "../testing/runtime-api-stand-in.ts";
import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

const NUL8 = "\0".repeat(8);

/** A function whose handler is the body of a streaming handler. */
function streaming(body: string, options = ""): Record<string, string> {
  return {
    "index.mjs": `import { Readable } from "node:stream"; import { pipeline } from "node:stream/promises"; import { once } from "node:events";
      export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} }${options});`,
  };
}

async function start(
  body: string,
  arrange?: Parameters<typeof RuntimeProcess.start>[0]["arrange"],
): Promise<RuntimeProcess> {
  return RuntimeProcess.start({ files: streaming(body), ...(arrange && { arrange }) });
}

interface PostedError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** The error that a streamed response ended with. */
function trailerError(post: RecordedRequest): PostedError {
  expect(post.endpoint).toBe("response");
  return JSON.parse(Buffer.from(post.trailers.get("lambda-runtime-function-error-body") ?? "", "base64").toString());
}

function endpoints(runtime: RuntimeProcess): string[] {
  return runtime.api.requests.map((request) => request.endpoint);
}

describe("streamed responses", () => {
  test("I40 the head announces chunks and trailers, and the connection is kept", async () => {
    await using runtime = await start("stream.write('one'); stream.end('two');");
    const posted = await runtime.invoke({}, { "Lambda-Runtime-Invocation-Id": "inv-1" });
    expect(posted.target).toBe("/2018-06-01/runtime/invocation/request-1/response");
    expect(posted.headers.get("lambda-runtime-function-response-mode")).toBe("streaming");
    expect(posted.headers.get("transfer-encoding")).toBe("chunked");
    expect(posted.headers.get("trailer")).toBe(
      "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
    );
    expect(posted.headers.get("content-type")).toBe("application/octet-stream");
    expect(posted.headers.get("lambda-runtime-invocation-id")).toBe("inv-1");
    expect(posted.headers.has("content-length")).toBe(false);
    expect([posted.text, posted.trailers.size]).toEqual(["onetwo", 0]);
    expect((await runtime.invoke({})).text).toBe("onetwo");
    expect(runtime.api.connections).toBe(1);
  });

  test("I40 bytes arrive while the handler runs", async () => {
    await using runtime = await start(
      "stream.write('early'); await new Promise((done) => { globalThis.finish = done; process.on('SIGUSR2', done); }); stream.end();",
    );
    void runtime.invoke({}).catch(() => {});
    await runtime.until(() =>
      runtime.api.unfinished.find((request) => Buffer.from(request.body).toString() === "early"),
    );
    runtime.signal("SIGUSR2");
    expect((await runtime.outcome("request-1")).text).toBe("early");
  });

  test("I40 a failure after the first byte ends the body with trailers, and the next invocation is served", async () => {
    await using runtime = await start(
      "if (event.ok) return void stream.end('ok'); stream.write('part'); await Bun.sleep(1); throw new RangeError('Ünïcode\\r\\nbroke');",
    );
    const posted = await runtime.invoke({});
    expect(posted.text).toBe("part");
    expect(posted.trailers.get("lambda-runtime-function-error-type")).toBe("RangeError");
    expect(trailerError(posted)).toMatchObject({ errorType: "RangeError", errorMessage: "Ünïcode\r\nbroke" });
    expect(trailerError(posted).trace.join()).toContain("index.mjs");
    expect((await runtime.invoke({ ok: true })).text).toBe("ok");
    expect(runtime.api.to("error")).toEqual([]);
    expect((await runtime.stop()).join("\n")).toContain('request-1\tERROR\tInvoke Error \t{"errorType":"RangeError"');
  });

  test("I40 what was written before the failure goes out before the trailers", async () => {
    await using runtime = await start(
      "for (let i = 0; i < 50; i++) stream.write('x'.repeat(10000)); throw new Error('late');",
    );
    const posted = await runtime.invoke({});
    expect([posted.body.length, trailerError(posted).errorMessage]).toEqual([500_000, "late"]);
  });

  test("I40 trailers stay below the 4 KiB that a reader in Go takes", async () => {
    await using runtime = await start(
      "stream.write('part'); await Bun.sleep(1); throw Object.assign(new Error('ü'.repeat(100000)), { name: 'Ü'.repeat(1000) });",
    );
    const posted = await runtime.invoke({});
    const trailers = Buffer.from(posted.raw).toString("latin1").split("\r\n0\r\n")[1] ?? "";
    expect(trailers.length).toBeGreaterThan(1000);
    expect(trailers.length).toBeLessThan(4096);
    expect(trailerError(posted).errorMessage).toStartWith("üüü");
  });

  test.each([
    ["throws at once", "throw new RangeError('no');", "RangeError", "no"],
    [
      "throws after a setContentType",
      "stream.setContentType('text/plain'); throw new RangeError('no');",
      "RangeError",
      "no",
    ],
    ["destroys the stream", "stream.destroy(new TypeError('gone'));", "TypeError", "gone"],
    ["writes what has no JSON", "stream.write(1n);", "Runtime.JSONStringifyError", "BigInt"],
    ["is given an event that is no JSON", "", "Runtime.UnmarshalError", "not JSON"],
  ])("I40 a handler that %s before the first byte posts an ordinary error", async (_case, body, errorType, message) => {
    await using runtime = await start(body, (api) =>
      api.invoke({ requestId: "fails", event: body === "" ? "{" : "{}" }),
    );
    const posted = await runtime.outcome("fails");
    expect(posted.endpoint).toBe("error");
    expect(JSON.parse(posted.text)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
    await runtime.until(() => runtime.api.to("next")[1]);
    expect(endpoints(runtime)).toEqual(["next", "error", "next"]);
  });

  test("I41 the handler gets event, stream and context, and need not be async", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.js":
          "exports.handler = awslambda.streamifyResponse((event, stream, context) => { stream.end(`${event.a} ${context.awsRequestId} ${context.getRemainingTimeInMillis() > 0}`); });",
      },
    });
    expect((await runtime.invoke({ a: 1 })).text).toBe("1 request-1 true");
  });

  test("I41 a stream that is not ended when nothing is left to end it is an error", async () => {
    await using runtime = await start("if (event.write) stream.write('part');");
    const silent = await runtime.invoke({});
    expect([silent.endpoint, JSON.parse(silent.text).errorMessage]).toEqual([
      "error",
      "Response stream is not finished.",
    ]);
    const begun = await runtime.invoke({ write: true });
    expect([begun.text, trailerError(begun).errorMessage]).toEqual(["part", "Response stream is not finished."]);
    await runtime.until(() => runtime.api.to("next")[2]);
  });

  test("I41 a stream may end after the handler has: what is piped without being awaited arrives whole", async () => {
    await using runtime = await start(
      "Readable.from((async function* () { for (let i = 0; i < 3; i++) { await Bun.sleep(2); yield `${i}`; } })()).pipe(stream);",
    );
    expect((await runtime.invoke({})).text).toBe("012");
    expect((await runtime.invoke({})).text).toBe("012");
  });

  test("I41 a stream that a fetch still feeds is not taken for forgotten", async () => {
    using server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: () =>
        new Response(async function* () {
          for (const part of ["a", "b", "c"]) {
            await Bun.sleep(20);
            yield part;
          }
        }),
    });
    await using runtime = await start(
      "void fetch(event.url).then(async ({ body }) => { for await (const part of body) stream.write(part); stream.end(); });",
    );
    expect((await runtime.invoke({ url: server.url.href })).text).toBe("abc");
  });

  test("I41 a stream that a slow reader holds up is not taken for forgotten", async () => {
    await using runtime = await start("Readable.from(Array(40).fill(Buffer.alloc(500_000, 'x'))).pipe(stream);");
    const invoked = runtime.invoke({});
    await runtime.until(() => runtime.api.unfinished[0]);
    runtime.api.pauseReading();
    await Bun.sleep(30);
    runtime.api.resumeReading();
    const posted = await invoked;
    expect([posted.body.length, posted.trailers.size]).toEqual([20_000_000, 0]);
  });

  test("I41 a value that is returned is warned about and not written", async () => {
    await using runtime = await start("stream.end('x'); return 7;");
    expect((await runtime.invoke({})).text).toBe("x");
    await runtime.until(() => runtime.api.to("next")[1]);
    expect((await runtime.stop()).join("\n")).toContain("WARN\tStreaming handlers ignore return values.");
  });

  test("I42 the content type can be set before the first write only", async () => {
    await using runtime = await start(
      "stream.setContentType('text/plain; charset=utf-8'); stream.write('x'); try { stream.setContentType('a/b'); } catch (error) { stream.write(`${error.name}: ${error.message}`); } stream.end();",
    );
    const posted = await runtime.invoke({});
    expect(posted.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(posted.text).toBe("xRuntime.InvalidStreamingOperation: Cannot set content-type, too late.");
  });

  test("I42 a content type cannot inject a header", async () => {
    await using runtime = await start("stream.setContentType('a/b\\r\\nX-Injected: 1'); stream.end('x');");
    expect((await runtime.invoke({})).headers.has("x-injected")).toBe(false);
  });

  test("I42 text and bytes are written as they are, everything else as JSON", async () => {
    await using runtime = await start(
      "stream.write('ü'); stream.write('c3bc', 'hex'); stream.write(Buffer.from('b')); stream.write(new Uint8Array([65])); stream.write(new DataView(new Uint8Array([66]).buffer)); stream.write(new Uint8Array([67]).buffer); stream.write({ a: [1] }); stream.write(7); stream.write(true); stream.write(null); stream.end({ end: 1 });",
    );
    expect((await runtime.invoke({})).text).toBe(`üübABC{"a":[1]}7truenull{"end":1}`);
  });

  test.each([
    ["write", "stream.write('body'); stream.end();", "body"],
    ["end", "stream.end('body');", "body"],
    ["an empty write", "stream.write(''); stream.end();", ""],
    ["a pipeline", "await pipeline(Readable.from(['bo', 'dy']), stream);", "body"],
  ])("I43 the prelude and eight NUL bytes come before the first byte of %s", async (_case, body, expected) => {
    const prelude = { statusCode: 201, headers: { "X-A": "ü" }, cookies: ["a=b"] };
    await using runtime = await start(
      `stream = awslambda.HttpResponseStream.from(stream, ${JSON.stringify(prelude)}); ${body}`,
    );
    const posted = await runtime.invoke({});
    expect(posted.headers.get("content-type")).toBe("application/vnd.awslambda.http-integration-response");
    expect(posted.text).toBe(`${JSON.stringify(prelude)}${NUL8}${expected}`);
  });

  test("I43 without a write there is no prelude", async () => {
    await using runtime = await start("awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end();");
    const posted = await runtime.invoke({});
    expect([posted.text, posted.chunks]).toEqual(["", []]);
  });

  test("I43 a prelude after the first write is refused", async () => {
    await using runtime = await start(
      "stream.write('x'); await Bun.sleep(1); awslambda.HttpResponseStream.from(stream, {});",
    );
    expect(trailerError(await runtime.invoke({})).errorType).toBe("Runtime.InvalidStreamingOperation");
  });

  test("I44 the stream is a Writable: pipeline, cork, finish, callbacks, encodings", async () => {
    await using runtime = await start(`
      const seen = [stream instanceof (await import("node:stream")).Writable, stream.writableHighWaterMark, stream.writable];
      stream.cork(); stream.write("a"); stream.write("b"); stream.uncork();
      await new Promise((done) => stream.write("c", done));
      await new Promise((done) => stream.write("64", "base64", done));
      await pipeline(async function* () { yield "d"; yield { e: 1 }; }, stream, { end: false });
      stream.on("finish", () => console.log("finished"));
      await new Promise((done) => stream.end(JSON.stringify(seen), "utf8", done));`);
    expect((await runtime.invoke({})).text).toBe(
      `abc${Buffer.from("64", "base64").toString()}d{"e":1}[true,16384,true]`,
    );
    await runtime.until(() => runtime.api.to("next")[1]);
    expect((await runtime.stop()).join()).toContain("finished");
  });

  test("I44 what is corked goes out as one chunk", async () => {
    await using runtime = await start(
      "stream.cork(); for (const part of 'abc') stream.write(part); process.nextTick(() => stream.uncork()); await Bun.sleep(1); stream.end();",
    );
    expect((await runtime.invoke({})).chunks.map((chunk) => Buffer.from(chunk).toString())).toEqual(["abc"]);
  });

  test.each([
    ["", 16_384],
    [", { highWaterMark: 1000 }", 1000],
    [", { highWaterMark: -5 }", 16_384],
  ])("I44 the high-water mark with the options %p", async (options, expected) => {
    await using runtime = await RuntimeProcess.start({
      files: streaming("stream.end(String(stream.writableHighWaterMark));", options),
    });
    expect((await runtime.invoke({})).text).toBe(String(expected));
  });

  test("I45 with a slow reader write returns false, and little is buffered", async () => {
    await using runtime = await start(
      `
      const chunk = Buffer.alloc(65536, "x"); let refused = 0, most = 0;
      for (let i = 0; i < 320; i++) {
        if (!stream.write(chunk)) { refused++; most = Math.max(most, stream.writableLength); if (i === 100) console.log("hundred"); await once(stream, "drain"); }
      }
      stream.end(JSON.stringify({ refused, most }));`,
      (api) => api.pauseReading(),
    );
    runtime.api.resumeReading();
    const invoked = runtime.invoke({});
    await runtime.until(() => runtime.api.unfinished[0]);
    runtime.api.pauseReading();
    await Bun.sleep(30);
    runtime.api.resumeReading();
    const posted = await invoked;
    expect(posted.body.length).toBeGreaterThan(320 * 65_536);
    const { refused, most } = JSON.parse(posted.text.replace(/^x+/, ""));
    expect([refused, most]).toEqual([320, 65_536]);
  });

  test("I47 twenty megabytes in one write arrive whole", async () => {
    await using runtime = await start("stream.end(Buffer.alloc(20_000_000, 'x'));");
    expect((await runtime.invoke({})).body.length).toBe(20_000_000);
  });
});

describe("a streamed response that goes wrong", () => {
  test("I40 an error after end() is logged and the response stands", async () => {
    await using runtime = await start("stream.end('whole'); throw new Error('too late');");
    const posted = await runtime.invoke({});
    expect([posted.endpoint, posted.text, posted.trailers.size]).toEqual(["response", "whole", 0]);
    await runtime.until(() => runtime.api.to("next")[1]);
    expect(endpoints(runtime)).toEqual(["next", "response", "next"]);
    expect((await runtime.stop()).join("\n")).toContain("too late");
  });

  test("I40 destroy() after the first byte ends the response with trailers", async () => {
    await using runtime = await start(
      "await new Promise((done) => stream.write('part', done)); stream.destroy(event.bare ? undefined : new RangeError('cut'));",
    );
    expect(trailerError(await runtime.invoke({}))).toMatchObject({ errorType: "RangeError", errorMessage: "cut" });
    const bare = await runtime.invoke({ bare: true });
    expect(trailerError(bare).errorMessage).toBe("Response stream is not finished.");
    await runtime.until(() => runtime.api.to("next")[2]);
    expect(runtime.api.to("error")).toEqual([]);
  });

  test("I40 a pipeline whose source fails ends the response with that error", async () => {
    await using runtime = await start(
      "await pipeline(async function* () { yield 'part'; await Bun.sleep(1); throw new RangeError('source'); }, stream);",
    );
    expect(trailerError(await runtime.invoke({}))).toMatchObject({ errorType: "RangeError", errorMessage: "source" });
  });

  test("I40 writing on after the handler has thrown does not lose the trailers", async () => {
    await using runtime = await start(
      "stream.write('part'); await Bun.sleep(1); setImmediate(() => stream.write('x')); queueMicrotask(() => stream.write('y')); throw new Error('thrown');",
    );
    expect(trailerError(await runtime.invoke({})).errorMessage).toBe("thrown");
    await runtime.until(() => runtime.api.to("next")[1]);
  });

  test.each([
    ["exception", "setTimeout(() => { throw new RangeError('lost'); });", "RangeError", 129],
    ["rejection", "void Promise.reject(new Error('lost'));", "Runtime.UnhandledPromiseRejection", 128],
  ])(
    "H38 an uncaught %s while streaming ends the response with trailers, then the process",
    async (_case, code, errorType, exitCode) => {
      await using runtime = await start(
        `await new Promise((done) => stream.write('part', done)); ${code} await new Promise(() => {});`,
      );
      const posted = await runtime.invoke({});
      expect([posted.text, trailerError(posted).errorType]).toEqual(["part", errorType]);
      expect((await runtime.exited()).code).toBe(exitCode);
      expect(endpoints(runtime)).toEqual(["next", "response"]);
    },
  );

  test("H38 an uncaught exception before the first byte is an ordinary error", async () => {
    await using runtime = await start(
      "setTimeout(() => { throw new RangeError('lost'); }); await new Promise(() => {});",
    );
    expect((await runtime.invoke({})).endpoint).toBe("error");
    expect((await runtime.exited()).code).toBe(129);
    expect(endpoints(runtime)).toEqual(["next", "error"]);
  });

  test("H38 an uncaught exception after end() leaves the response whole", async () => {
    await using runtime = await start(
      "stream.end('whole'); setImmediate(() => { throw new RangeError('lost'); }); await new Promise(() => {});",
    );
    const posted = await runtime.invoke({});
    expect([posted.text, posted.trailers.size]).toEqual(["whole", 0]);
    expect((await runtime.exited()).code).toBe(129);
    expect(endpoints(runtime)).toEqual(["next", "response"]);
  });

  test("H38 a source that fails after the handler has returned is one report", async () => {
    await using runtime = await start(
      "stream.write('part'); const source = new Readable({ read() {} }); source.pipe(stream); setTimeout(() => source.destroy(new RangeError('source')), 5);",
    );
    expect(trailerError(await runtime.invoke({})).errorType).toBe("RangeError");
    expect((await runtime.exited()).code).toBe(129);
    expect(endpoints(runtime)).toEqual(["next", "response"]);
  });

  test.each([400, 403, 410, 413])(
    "F33 status %p while the response is on its way stops the writer, and the next one is served",
    async (status) => {
      await using runtime = await start(
        "if (event === 2) return void stream.end('served'); await pipeline(async function* () { for (;;) { yield 'x'; await Bun.sleep(1); } }, stream);",
        (api) => {
          api.replyEarlyTo("response", response(status, "enough"));
        },
      );
      const first = runtime.invoke(1).catch(() => {});
      await runtime.until(() => runtime.api.to("next")[1]);
      void first;
      expect((await runtime.invoke(2)).text).toBe("served");
      expect(runtime.api.to("error")).toEqual([]);
      expect((await runtime.stop()).join("\n")).toContain(`status ${status}: enough`);
    },
  );

  test.each([
    ["status 500", response(500, "out of order")],
    ["a reset", { bytes: "", ending: "reset" as const }],
    ["a close", { bytes: "", ending: "close" as const }],
  ])("F33 %s while the response is on its way ends the process without another post", async (_case, reply) => {
    await using runtime = await start(
      "await pipeline(async function* () { for (;;) { yield 'x'; await Bun.sleep(1); } }, stream);",
      (api) => {
        api.replyEarlyTo("response", reply);
        api.invoke({ requestId: "cut", event: "{}" });
      },
    );
    expect((await runtime.exited()).code).toBe(1);
    expect(endpoints(runtime)).toEqual(["next"]);
  });

  test("F33 a whole response that is refused is logged", async () => {
    await using runtime = await start("stream.end('x');", (api) => api.replyTo("response", response(413, "too large")));
    await runtime.invoke({});
    await runtime.until(() => runtime.api.to("next")[1]);
    expect((await runtime.stop()).join("\n")).toContain("status 413: too large");
  });

  test("G37 whatever is thrown, before or after the first byte, is one report", async () => {
    const thrown = [
      "null",
      "undefined",
      "'text'",
      "42n",
      "Symbol('s')",
      "Object.create(null)",
      "new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }))",
      "Object.defineProperties(new Error('x'), Object.fromEntries(['name', 'message', 'stack'].map((key) => [key, { get() { throw new Error('getter'); } }])))",
      "new Error('control \\u0000\\u001b\\u007f\\u2028')",
    ];
    const cases = thrown.map((value) => `() => { throw ${value}; }`).join(",\n");
    await using runtime = await start(
      `const cases = [${cases}]; if (event.write) await new Promise((done) => stream.write('x', done)); cases[event.index]();`,
    );
    for (const index of thrown.keys()) {
      const before = await runtime.invoke({ index });
      expect(typeof JSON.parse(before.text).errorType).toBe("string");
      const after = await runtime.invoke({ index, write: true });
      expect(typeof trailerError(after).errorType).toBe("string");
    }
    expect(endpoints(runtime).filter((endpoint) => endpoint !== "next")).toHaveLength(thrown.length * 2);
  });
});

describe("streamed results", () => {
  test.each([
    [
      "an async generator function",
      "export async function* handler(event) { yield 'a'; yield new Uint8Array([98]); yield { c: event.c }; }",
    ],
    ["a generator function", "export function* handler(event) { yield 'a'; yield 'b'; yield { c: event.c }; }"],
    [
      "a handler that returns a ReadableStream",
      "export const handler = async (event) => new ReadableStream({ start(controller) { controller.enqueue('a'); controller.enqueue(new TextEncoder().encode('b')); controller.enqueue({ c: event.c }); controller.close(); } });",
    ],
    [
      "a handler that returns a Readable",
      "import { Readable } from 'node:stream'; export const handler = async (event) => Readable.from(['a', 'b', { c: event.c }]);",
    ],
    [
      "a marked generator function",
      "export const handler = awslambda.streamifyResponse(async function* (event) { yield 'a'; yield 'b'; yield { c: event.c }; });",
    ],
    [
      "a marked handler that returns a generator",
      "export const handler = awslambda.streamifyResponse(async (event, stream) => { stream.setContentType('text/plain'); return (function* () { yield 'a'; yield 'b'; yield { c: event.c }; })(); });",
    ],
  ])("I40 %s streams its chunks", async (_case, code) => {
    await using runtime = await RuntimeProcess.start({ files: { "index.mjs": code } });
    const posted = await runtime.invoke({ c: 1 });
    expect(posted.headers.get("lambda-runtime-function-response-mode")).toBe("streaming");
    expect(posted.text).toBe(`ab{"c":1}`);
    expect((await runtime.invoke({ c: 2 })).text).toBe(`ab{"c":2}`);
  });

  test("I40 a generator that throws ends the response as a handler that throws does", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs":
          "export async function* handler(event) { if (event.late) { yield 'part'; await Bun.sleep(1); } throw new RangeError('generator'); }",
      },
    });
    expect((await runtime.invoke({})).endpoint).toBe("error");
    expect(trailerError(await runtime.invoke({ late: true })).errorType).toBe("RangeError");
  });

  test("I40 a generator that yields nothing is an empty response", async () => {
    await using runtime = await RuntimeProcess.start({ files: { "index.mjs": "export async function* handler() {}" } });
    const posted = await runtime.invoke({});
    expect([posted.endpoint, posted.text]).toEqual(["response", ""]);
  });

  test("F29 an array or an iterable with JSON of its own is a value", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs":
          "export const handler = async (event) => event.list ? [1] : { toJSON: () => 'own', async *[Symbol.asyncIterator]() {} };",
      },
    });
    expect([(await runtime.invoke({ list: true })).text, (await runtime.invoke({})).text]).toEqual(["[1]", `"own"`]);
  });

  test("I45 a source is asked for no more once the platform has left, and cleans up", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs":
          "export async function* handler() { try { for (;;) { yield 'x'; await Bun.sleep(1); } } finally { console.log('cleaned up'); } }",
      },
      arrange: (api) => api.replyEarlyTo("response", response(413, "enough")),
    });
    void runtime.invoke({}).catch(() => {});
    await runtime.until(() => runtime.api.to("next")[1]);
    expect((await runtime.stop()).join("\n")).toContain("cleaned up");
  });
});

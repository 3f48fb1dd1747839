import { describe, expect, test } from "bun:test";
import { trailerErrorOf } from "../testing/posted-error.ts";
import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import { startStreaming } from "../testing/streaming-process.ts";

/** What is posted although the platform stops reading for a while once the response has begun. */
async function invokeForSlowReader(runtime: RuntimeProcess): Promise<RecordedRequest> {
  const invoked = runtime.invoke({});
  await runtime.until(() => runtime.api.unfinished[0]);
  runtime.api.pauseReading();
  await Bun.sleep(30);
  runtime.api.resumeReading();
  return invoked;
}

describe("streamed responses", () => {
  test("I40 the head announces chunks and trailers, and the connection is kept", async () => {
    await using runtime = await startStreaming("stream.write('one'); stream.end('two');");
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
    await using runtime = await startStreaming(
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
    await using runtime = await startStreaming(
      "if (event.ok) return void stream.end('ok'); stream.write('part'); await Bun.sleep(1); throw new RangeError('Ünïcode\\r\\nbroke');",
    );
    const posted = await runtime.invoke({});
    expect(posted.text).toBe("part");
    expect(posted.trailers.get("lambda-runtime-function-error-type")).toBe("RangeError");
    expect(trailerErrorOf(posted)).toMatchObject({ errorType: "RangeError", errorMessage: "Ünïcode\r\nbroke" });
    expect(trailerErrorOf(posted).trace.join()).toContain("index.mjs");
    expect((await runtime.invoke({ ok: true })).text).toBe("ok");
    expect(runtime.api.to("error")).toEqual([]);
    expect((await runtime.stop()).join("\n")).toContain('request-1\tERROR\tInvoke Error \t{"errorType":"RangeError"');
  });

  test("I40 what was written before the failure goes out before the trailers", async () => {
    await using runtime = await startStreaming(
      "for (let i = 0; i < 50; i++) stream.write('x'.repeat(10000)); throw new Error('late');",
    );
    const posted = await runtime.invoke({});
    expect([posted.body.length, trailerErrorOf(posted).errorMessage]).toEqual([500_000, "late"]);
  });

  test("I40 trailers stay below the 4 KiB that a reader in Go takes", async () => {
    await using runtime = await startStreaming(
      "stream.write('part'); await Bun.sleep(1); throw Object.assign(new Error('ü'.repeat(100000)), { name: 'Ü'.repeat(1000) });",
    );
    const posted = await runtime.invoke({});
    const trailers = Buffer.from(posted.raw).toString("latin1").split("\r\n0\r\n")[1] ?? "";
    expect(trailers.length).toBeGreaterThan(1000);
    expect(trailers.length).toBeLessThan(4096);
    expect(trailerErrorOf(posted).errorMessage).toStartWith("üüü");
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
    await using runtime = await startStreaming(body, (api) =>
      api.invoke({ requestId: "fails", event: body === "" ? "{" : "{}" }),
    );
    const posted = await runtime.outcome("fails");
    expect(posted.endpoint).toBe("error");
    expect(JSON.parse(posted.text)).toMatchObject({ errorType, errorMessage: expect.stringContaining(message) });
    await runtime.until(() => runtime.api.to("next")[1]);
    expect(runtime.api.endpoints).toEqual(["next", "error", "next"]);
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
    await using runtime = await startStreaming("if (event.write) stream.write('part');");
    const silent = await runtime.invoke({});
    expect([silent.endpoint, JSON.parse(silent.text).errorMessage]).toEqual([
      "error",
      "Response stream is not finished.",
    ]);
    const begun = await runtime.invoke({ write: true });
    expect([begun.text, trailerErrorOf(begun).errorMessage]).toEqual(["part", "Response stream is not finished."]);
    await runtime.until(() => runtime.api.to("next")[2]);
  });

  test("I41 a stream may end after the handler has: what is piped without being awaited arrives whole", async () => {
    await using runtime = await startStreaming(
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
    await using runtime = await startStreaming(
      "void fetch(event.url).then(async ({ body }) => { for await (const part of body) stream.write(part); stream.end(); });",
    );
    expect((await runtime.invoke({ url: server.url.href })).text).toBe("abc");
  });

  test("I41 a stream that a slow reader holds up is not taken for forgotten", async () => {
    await using runtime = await startStreaming(
      "Readable.from(Array(40).fill(Buffer.alloc(500_000, 'x'))).pipe(stream);",
    );
    const posted = await invokeForSlowReader(runtime);
    expect([posted.body.length, posted.trailers.size]).toEqual([20_000_000, 0]);
  });

  test("I41 a value that is returned is warned about and not written", async () => {
    await using runtime = await startStreaming("stream.end('x'); return 7;");
    expect((await runtime.invoke({})).text).toBe("x");
    await runtime.until(() => runtime.api.to("next")[1]);
    expect((await runtime.stop()).join("\n")).toContain("WARN\tStreaming handlers ignore return values.");
  });

  test("I45 with a slow reader write returns false, and little is buffered", async () => {
    await using runtime = await startStreaming(
      `
      const chunk = Buffer.alloc(65536, "x"); let refused = 0, most = 0;
      for (let i = 0; i < 320; i++) {
        if (!stream.write(chunk)) { refused++; most = Math.max(most, stream.writableLength); if (i === 100) console.log("hundred"); await once(stream, "drain"); }
      }
      stream.end(JSON.stringify({ refused, most }));`,
      (api) => api.pauseReading(),
    );
    runtime.api.resumeReading();
    const posted = await invokeForSlowReader(runtime);
    expect(posted.body.length).toBeGreaterThan(320 * 65_536);
    const { refused, most } = JSON.parse(posted.text.replace(/^x+/, ""));
    expect([refused, most]).toEqual([320, 65_536]);
  });

  test("I47 twenty megabytes in one write arrive whole", async () => {
    await using runtime = await startStreaming("stream.end(Buffer.alloc(20_000_000, 'x'));");
    expect((await runtime.invoke({})).body.length).toBe(20_000_000);
  });
});

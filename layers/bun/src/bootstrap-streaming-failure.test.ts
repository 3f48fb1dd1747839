import { describe, expect, test } from "bun:test";
import { trailerErrorOf } from "../testing/posted-error.ts";
import { response } from "../testing/runtime-api-stand-in.ts";
import { startStreaming } from "../testing/streaming-process.ts";

describe("a streamed response that goes wrong", () => {
  test("I40 an error after end() is logged and the response stands", async () => {
    await using runtime = await startStreaming("stream.end('whole'); throw new Error('too late');");
    const posted = await runtime.invoke({});
    expect([posted.endpoint, posted.text, posted.trailers.size]).toEqual(["response", "whole", 0]);
    await runtime.until(() => runtime.api.to("next")[1]);
    expect(runtime.api.endpoints).toEqual(["next", "response", "next"]);
    expect((await runtime.stop()).join("\n")).toContain("too late");
  });

  test("I40 destroy() after the first byte ends the response with trailers", async () => {
    await using runtime = await startStreaming(
      "await new Promise((done) => stream.write('part', done)); stream.destroy(event.bare ? undefined : new RangeError('cut'));",
    );
    expect(trailerErrorOf(await runtime.invoke({}))).toMatchObject({ errorType: "RangeError", errorMessage: "cut" });
    const bare = await runtime.invoke({ bare: true });
    expect(trailerErrorOf(bare).errorMessage).toBe("Response stream is not finished.");
    await runtime.until(() => runtime.api.to("next")[2]);
    expect(runtime.api.to("error")).toEqual([]);
  });

  test("I40 a pipeline whose source fails ends the response with that error", async () => {
    await using runtime = await startStreaming(
      "await pipeline(async function* () { yield 'part'; await Bun.sleep(1); throw new RangeError('source'); }, stream);",
    );
    expect(trailerErrorOf(await runtime.invoke({}))).toMatchObject({ errorType: "RangeError", errorMessage: "source" });
  });

  test("I40 writing on after the handler has thrown does not lose the trailers", async () => {
    await using runtime = await startStreaming(
      "stream.write('part'); await Bun.sleep(1); setImmediate(() => stream.write('x')); queueMicrotask(() => stream.write('y')); throw new Error('thrown');",
    );
    expect(trailerErrorOf(await runtime.invoke({})).errorMessage).toBe("thrown");
    await runtime.until(() => runtime.api.to("next")[1]);
  });

  test.each([
    ["exception", "setTimeout(() => { throw new RangeError('lost'); });", "RangeError", 129],
    ["rejection", "void Promise.reject(new Error('lost'));", "Runtime.UnhandledPromiseRejection", 128],
  ])(
    "H38 an uncaught %s while streaming ends the response with trailers, then the process",
    async (_case, code, errorType, exitCode) => {
      await using runtime = await startStreaming(
        `await new Promise((done) => stream.write('part', done)); ${code} await new Promise(() => {});`,
      );
      const posted = await runtime.invoke({});
      expect([posted.text, trailerErrorOf(posted).errorType]).toEqual(["part", errorType]);
      expect((await runtime.exited()).code).toBe(exitCode);
      expect(runtime.api.endpoints).toEqual(["next", "response"]);
    },
  );

  test("H38 an uncaught exception before the first byte is an ordinary error", async () => {
    await using runtime = await startStreaming(
      "setTimeout(() => { throw new RangeError('lost'); }); await new Promise(() => {});",
    );
    expect((await runtime.invoke({})).endpoint).toBe("error");
    expect((await runtime.exited()).code).toBe(129);
    expect(runtime.api.endpoints).toEqual(["next", "error"]);
  });

  test("H38 an uncaught exception after end() leaves the response whole", async () => {
    await using runtime = await startStreaming(
      "stream.end('whole'); setImmediate(() => { throw new RangeError('lost'); }); await new Promise(() => {});",
    );
    const posted = await runtime.invoke({});
    expect([posted.text, posted.trailers.size]).toEqual(["whole", 0]);
    expect((await runtime.exited()).code).toBe(129);
    expect(runtime.api.endpoints).toEqual(["next", "response"]);
  });

  test("H38 a source that fails after the handler has returned is one report", async () => {
    await using runtime = await startStreaming(
      "stream.write('part'); const source = new Readable({ read() {} }); source.pipe(stream); setTimeout(() => source.destroy(new RangeError('source')), 5);",
    );
    expect(trailerErrorOf(await runtime.invoke({})).errorType).toBe("RangeError");
    expect((await runtime.exited()).code).toBe(129);
    expect(runtime.api.endpoints).toEqual(["next", "response"]);
  });

  test.each([400, 403, 410, 413])(
    "F33 status %p while the response is on its way stops the writer, and the next one is served",
    async (status) => {
      await using runtime = await startStreaming(
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
    await using runtime = await startStreaming(
      "await pipeline(async function* () { for (;;) { yield 'x'; await Bun.sleep(1); } }, stream);",
      (api) => {
        api.replyEarlyTo("response", reply);
        api.invoke({ requestId: "cut", event: "{}" });
      },
    );
    expect((await runtime.exited()).code).toBe(1);
    expect(runtime.api.endpoints).toEqual(["next"]);
  });

  test("F33 a whole response that is refused is logged", async () => {
    await using runtime = await startStreaming("stream.end('x');", (api) =>
      api.replyTo("response", response(413, "too large")),
    );
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
    await using runtime = await startStreaming(
      `const cases = [${cases}]; if (event.write) await new Promise((done) => stream.write('x', done)); cases[event.index]();`,
    );
    for (const index of thrown.keys()) {
      const before = await runtime.invoke({ index });
      expect(typeof JSON.parse(before.text).errorType).toBe("string");
      const after = await runtime.invoke({ index, write: true });
      expect(typeof trailerErrorOf(after).errorType).toBe("string");
    }
    expect(runtime.api.endpoints.filter((endpoint) => endpoint !== "next")).toHaveLength(thrown.length * 2);
  });
});

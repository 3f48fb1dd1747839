import { describe, expect, test } from "bun:test";
import { streaming } from "../testing/function-files.ts";
import { trailerErrorOf } from "../testing/posted-error.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import { startStreaming } from "../testing/streaming-process.ts";

const nul8 = "\0".repeat(8);

describe("the response stream", () => {
  test("I42 the content type can be set before the first write only", async () => {
    await using runtime = await startStreaming(
      "stream.setContentType('text/plain; charset=utf-8'); stream.write('x'); try { stream.setContentType('a/b'); } catch (error) { stream.write(`${error.name}: ${error.message}`); } stream.end();",
    );
    const posted = await runtime.invoke({});
    expect(posted.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(posted.text).toBe("xRuntime.InvalidStreamingOperation: Cannot set content-type, too late.");
  });

  test("I42 a content type cannot inject a header", async () => {
    await using runtime = await startStreaming("stream.setContentType('a/b\\r\\nX-Injected: 1'); stream.end('x');");
    expect((await runtime.invoke({})).headers.has("x-injected")).toBe(false);
  });

  test("I42 text and bytes are written as they are, everything else as JSON", async () => {
    await using runtime = await startStreaming(
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
    await using runtime = await startStreaming(
      `stream = awslambda.HttpResponseStream.from(stream, ${JSON.stringify(prelude)}); ${body}`,
    );
    const posted = await runtime.invoke({});
    expect(posted.headers.get("content-type")).toBe("application/vnd.awslambda.http-integration-response");
    expect(posted.text).toBe(`${JSON.stringify(prelude)}${nul8}${expected}`);
  });

  test("I43 without a write there is no prelude", async () => {
    await using runtime = await startStreaming("awslambda.HttpResponseStream.from(stream, { statusCode: 204 }).end();");
    const posted = await runtime.invoke({});
    expect([posted.text, posted.chunks]).toEqual(["", []]);
  });

  test("I43 a prelude after the first write is refused", async () => {
    await using runtime = await startStreaming(
      "stream.write('x'); await Bun.sleep(1); awslambda.HttpResponseStream.from(stream, {});",
    );
    expect(trailerErrorOf(await runtime.invoke({})).errorType).toBe("Runtime.InvalidStreamingOperation");
  });

  test("I44 the stream is a Writable: pipeline, cork, finish, callbacks, encodings", async () => {
    await using runtime = await startStreaming(`
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
    await using runtime = await startStreaming(
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
});

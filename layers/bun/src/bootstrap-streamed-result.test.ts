import { describe, expect, test } from "bun:test";
import { trailerErrorOf } from "../testing/posted-error.ts";
import { response } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

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
    expect(trailerErrorOf(await runtime.invoke({ late: true })).errorType).toBe("RangeError");
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

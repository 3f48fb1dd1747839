import type { ConformanceCase } from "../conformance-case.ts";
import { pause, resultOf } from "../scenario.ts";
import { failsEarly, streaming, trailersOf } from "../streaming-scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const waitsForEnd = "it waits for the stream's end until the function's timeout";

/** The streaming handler's call, and the stream that it writes to. */
export const responseStreamCases: readonly ConformanceCase[] = [
  {
    number: "I41",
    title: "the handler gets event, stream and context",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          "stream.end(JSON.stringify([event, typeof stream.write, context.awsRequestId, typeof context.getRemainingTimeInMillis]));",
        ),
      });
      expectEqual("arguments", resultOf(await runtime.invoke({ a: 1 })), [
        { a: 1 },
        "function",
        "request-1",
        "function",
      ]);
    },
  },
  {
    number: "I41",
    title: "next is asked only once handler and stream have ended",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `setTimeout(() => stream.end("late"), 30); await new Promise((resolve) => stream.on("finish", resolve)); ${pause(30)} globalThis.ended = true;`,
        ),
      });
      await runtime.invoke({});
      await runtime.until(() => runtime.api.to("next")[1]);
      expectEqual("requests", runtime.api.endpoints, ["next", "response", "next"]);
    },
  },
  {
    number: "I41",
    title: "a stream that is not ended when the handler has is an error in the trailers",
    differs: { "node-ric": waitsForEnd },
    run: async (start) => {
      await using runtime = await start({
        files: streaming(`stream.write("begun"); if (event !== 1) stream.end();`),
      });
      const posted = await runtime.invoke(1);
      expectEqual("body", posted.text, "begun");
      expectMatch(
        "message in the trailer",
        Object(trailersOf(posted).body).errorMessage,
        /Response stream is not finished/,
      );
      expectEqual("the next body", (await runtime.invoke(2)).text, "begun");
      expectEqual("errors posted", runtime.api.to("error").length, 0);
    },
  },
  {
    number: "I41",
    title: "a stream that was never written nor ended is an ordinary error",
    differs: { "node-ric": waitsForEnd },
    run: async (start) => failsEarly(start, "return;"),
  },
  {
    number: "I42",
    title: "the content type is set before the first write",
    run: async (start) => {
      await using runtime = await start({ files: streaming(`stream.setContentType("text/html"); stream.end("<p>");`) });
      expectEqual("content type", (await runtime.invoke({})).headers.get("content-type"), "text/html");
    },
  },
  {
    number: "I42",
    title: "after the first write the content type cannot be set",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `stream.write("a"); let refused = "no"; try { stream.setContentType("text/html"); } catch (error) { refused = error.name; } stream.end(refused);`,
        ),
      });
      const { text, headers } = await runtime.invoke({});
      expectMatch("body", text, /^aRuntime\.InvalidStreamingOperation$/);
      expectEqual("content type", headers.get("content-type"), "application/octet-stream");
    },
  },
  {
    number: "I42",
    title: "what is neither text nor bytes is written as JSON",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(`stream.write({ a: [1] }); stream.write("-"); stream.write(7); stream.end();`),
      });
      expectEqual("body", (await runtime.invoke({})).text, `{"a":[1]}-7`);
    },
  },
  {
    number: "I43",
    title: "the prelude is JSON and eight NUL bytes before the first write",
    run: async (start) => {
      const prelude = { statusCode: 201, headers: { "x-a": "ü" }, cookies: ["a=1", "b=2"] };
      await using runtime = await start({
        files: streaming(
          `const http = awslambda.HttpResponseStream.from(stream, ${JSON.stringify(prelude)}); http.write("body"); http.end();`,
        ),
      });
      const { text, headers } = await runtime.invoke({});
      const type = "application/vnd.awslambda.http-integration-response";
      expectEqual("content type", headers.get("content-type"), type);
      const [json = "", rest] = text.split("\0".repeat(8));
      expectEqual("prelude", JSON.parse(json), prelude);
      expectEqual("body", rest, "body");
    },
  },
  {
    number: "I43",
    title: "without a write there is no prelude",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(`awslambda.HttpResponseStream.from(stream, { statusCode: 200 }).end();`),
      });
      expectEqual("body", (await runtime.invoke({})).text, "");
    },
  },
  {
    number: "I43",
    title: "a first write of nothing writes the prelude",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `const http = awslambda.HttpResponseStream.from(stream, { statusCode: 204 }); http.write(""); http.end();`,
        ),
      });
      expectEqual("body", (await runtime.invoke({})).text, `{"statusCode":204}${"\0".repeat(8)}`);
    },
  },
  {
    number: "I44",
    title: "a readable is piped into it",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `await pipeline(Readable.from(["a", "b", "c"]), stream);`,
          `import { Readable } from "node:stream"; import { pipeline } from "node:stream/promises";`,
        ),
      });
      const { text, trailers } = await runtime.invoke({});
      expectEqual("body and trailers", [text, trailers.size], ["abc", 0]);
    },
  },
  {
    number: "I44",
    title: "a transform is piped into it",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `await pipeline(Readable.from(["x".repeat(100_000)]), createGzip(), stream);`,
          `import { Readable } from "node:stream"; import { pipeline } from "node:stream/promises"; import { createGzip } from "node:zlib";`,
        ),
      });
      const { body } = await runtime.invoke({});
      expectEqual("bytes unzipped", Bun.gunzipSync(Uint8Array.from(body)).length, 100_000);
    },
  },
  {
    number: "I44",
    title: "a readable that fails after the first byte ends in the trailers",
    differs: { "node-ric": "pipeline destroys its stream, whose error is uncaught and ends the process" },
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `await pipeline(Readable.from((async function* () { yield "begun"; ${pause(20)} throw new RangeError("late"); })()), stream);`,
          `import { Readable } from "node:stream"; import { pipeline } from "node:stream/promises";`,
        ),
      });
      const posted = await runtime.invoke({});
      expectEqual("endpoint and body", [posted.endpoint, posted.text], ["response", "begun"]);
      expectEqual("type in the trailer", trailersOf(posted).type, "RangeError");
    },
  },
  {
    number: "I44",
    title: "it can be corked, and tells when it has finished",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `const finished = new Promise((resolve) => stream.once("finish", () => resolve(stream.writableFinished)));
           stream.cork(); stream.write("a"); stream.write("b"); stream.uncork(); stream.end("c"); console.log(await finished, stream.writableEnded);`,
        ),
      });
      expectEqual("body", (await runtime.invoke({})).text, "abc");
      await runtime.until(() => runtime.api.to("next")[1]);
      expectMatch("what it told", (await runtime.stop()).join("\n"), /\ttrue true$/);
    },
  },
  {
    number: "I44",
    title: "callbacks of write and end are called",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `await new Promise((resolve) => stream.write("a", resolve)); await new Promise((resolve) => stream.end("b", resolve));`,
        ),
      });
      expectEqual("body", (await runtime.invoke({})).text, "ab");
    },
  },
  {
    number: "I44",
    title: "the high-water mark is 16384",
    differs: { "node-ric": "it leaves the mark to Node.js, whose default is 65536 since version 22" },
    run: async (start) => {
      await using runtime = await start({ files: streaming("stream.end(String(stream.writableHighWaterMark));") });
      expectEqual("mark", (await runtime.invoke({})).text, "16384");
    },
  },
  {
    number: "I45",
    title: "past the mark write returns false, and drain follows",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `let writes = 1; while (stream.write("x".repeat(1024)) && writes < 10_000) writes++;
           await new Promise((resolve) => stream.once("drain", resolve)); stream.end("!" + writes);`,
        ),
      });
      const { text } = await runtime.invoke({});
      const writes = Number(text.split("!")[1]);
      expectThat("writes until false", writes, "fewer than 10000", writes < 10_000);
      expectEqual("bytes", text.indexOf("!"), writes * 1024);
    },
  },
  {
    number: "I45",
    title: "memory stays bounded with a slow reader",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `const chunk = Buffer.alloc(65536, "x"); let most = 0;
           for (let round = 0; round < 512; round++) {
             if (!stream.write(chunk)) await new Promise((resolve) => stream.once("drain", resolve));
             most = Math.max(most, process.memoryUsage.rss());
             globalThis.first ??= most;
           }
           stream.end("!" + Math.round((most - globalThis.first) / 2 ** 20));`,
        ),
      });
      runtime.api.invoke({ requestId: "large", event: "{}" });
      await runtime.until(() => runtime.api.unfinished[0]);
      runtime.api.pauseReading();
      await Bun.sleep(100);
      runtime.api.resumeReading();
      const { body } = await runtime.outcome("large");
      const grown = Number(Buffer.from(body).toString("latin1", 512 * 65536 + 1));
      expectEqual("bytes", body.length >= 512 * 65536, true);
      expectThat("MiB that a stream of 32 MiB took", grown, "at most 20", grown <= 20);
    },
  },
];

import { response } from "../../testing/runtime-api-stand-in.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { pause } from "../scenario.ts";
import { failsEarly, streaming, trailersOf } from "../streaming-scenario.ts";
import { expectEqual, expectThat } from "../unmet-expectation.ts";

const late: Readonly<Record<string, string>> = {
  "an error": "new RangeError('late')",
  null: "null",
  "a string": "'late'",
  "a bigint": "42n",
  "an error with control characters":
    "Object.assign(new Error('late \\u0000\\r\\nX: y'), { name: 'Bad\\r\\nX-Injected: 1' })",
};

const cutOff: ReadonlyMap<string, string> = new Map([
  ["an error with control characters", "Node.js refuses the trailer's value, and the response is cut off"],
]);

const early: Readonly<Record<string, string>> = {
  "before the first byte": "throw new Error('early');",
  "after an await, before the first byte": `${pause(5)} throw new Error('early');`,
};

/** The post of a streamed response, and how it fails. */
export const streamingCases: readonly ConformanceCase[] = [
  {
    number: "I40",
    title: "the head says that the response is streamed",
    run: async (start) => {
      await using runtime = await start({ files: streaming("stream.write('a'); stream.end('b');") });
      const { headers, target, text, trailers } = await runtime.invoke({});
      expectEqual("path", target, "/2018-06-01/runtime/invocation/request-1/response");
      expectEqual("mode", headers.get("lambda-runtime-function-response-mode"), "streaming");
      expectEqual("transfer encoding", headers.get("transfer-encoding"), "chunked");
      expectEqual("content type", headers.get("content-type"), "application/octet-stream");
      expectEqual("content length", headers.get("content-length"), undefined);
      expectEqual("body", text, "ab");
      expectEqual("trailers", trailers.size, 0);
    },
  },
  {
    number: "I40",
    title: "the head announces both trailers",
    run: async (start) => {
      await using runtime = await start({ files: streaming("stream.end('x');") });
      const { raw } = await runtime.invoke({});
      const announced = [
        ...Buffer.from(raw)
          .toString("latin1")
          .matchAll(/^trailer: (.*)\r$/gim),
      ]
        .flatMap(([, names = ""]) => names.split(","))
        .map((name) => name.trim().toLowerCase());
      expectEqual("trailers announced", announced, [
        "lambda-runtime-function-error-type",
        "lambda-runtime-function-error-body",
      ]);
    },
  },
  {
    number: "I40",
    title: "bytes go out while the handler still runs",
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `stream.write("first"); while (!existsSync("go") && !existsSync(process.env.LAMBDA_TASK_ROOT + "/go")) { ${pause(2)} } stream.end("second");`,
          `import { existsSync } from "node:fs";`,
        ),
      });
      runtime.api.invoke({ requestId: "slow", event: "{}" });
      await runtime.until(() => runtime.api.unfinished.find(({ body }) => Buffer.from(body).toString() === "first"));
      await Bun.write(`${runtime.taskRoot}/go`, "");
      expectEqual("body", (await runtime.outcome("slow")).text, "firstsecond");
    },
  },
  {
    number: "I40",
    title: "binary bytes arrive as they are",
    run: async (start) => {
      await using runtime = await start({
        files: streaming("stream.end(Uint8Array.from({ length: 256 }, (_, index) => index));"),
      });
      const { body } = await runtime.invoke({});
      expectEqual("bytes", [...body], [...Array(256).keys()]);
    },
  },
  ...Object.entries(late).map(([name, thrown]): ConformanceCase => ({
    number: "I40",
    title: `throwing ${name} after the first byte ends the body with both trailers`,
    differs: { "node-ric": cutOff.get(name) },
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `if (event === 1) { stream.write("begun"); ${pause(20)} throw ${thrown}; } stream.end("served");`,
        ),
      });
      const posted = await runtime.invoke(1);
      expectEqual("endpoint and body", [posted.endpoint, posted.text], ["response", "begun"]);
      const { type, body } = trailersOf(posted);
      expectThat("type in the trailer", type, "a type", type !== undefined && type !== "");
      const { errorType, errorMessage, trace } = Object(body);
      expectEqual(
        "types in the error",
        [typeof errorType, typeof errorMessage, Array.isArray(trace)],
        ["string", "string", true],
      );
      expectEqual("injected trailer", posted.trailers.has("x-injected"), false);
      expectEqual("the next body", (await runtime.invoke(2)).text, "served");
      expectEqual("errors posted", runtime.api.to("error").length, 0);
    },
  })),
  ...Object.entries(early).map(([when, body]): ConformanceCase => ({
    number: "I40",
    title: `throwing ${when} is an ordinary error`,
    differs: { "node-ric": "it begins the response and ends it with the trailers, also before the first byte" },
    run: async (start) => failsEarly(start, body),
  })),
  {
    number: "I40",
    title: "a failure is heard of exactly once when the stream is destroyed with an error",
    differs: { "node-ric": "the error of the destroyed stream is uncaught and ends the process" },
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `if (event === 1) { stream.on("error", () => {}); stream.write("begun"); ${pause(20)} stream.destroy(new RangeError("late")); return; } stream.end("served");`,
        ),
      });
      const posted = await runtime.invoke(1);
      expectEqual("endpoint", posted.endpoint, "response");
      expectEqual("type in the trailer", trailersOf(posted).type, "RangeError");
      expectEqual("the next body", (await runtime.invoke(2)).text, "served");
      expectEqual("errors posted", runtime.api.to("error").length, 0);
    },
  },
  {
    number: "I40",
    title: "status 413 in the middle of the stream is not followed by an error",
    differs: { "node-ric": "it waits for the stream's end, whatever the API has answered" },
    run: async (start) => {
      await using runtime = await start({
        files: streaming(
          `if (event === 1) { stream.on("error", () => {}); for (let round = 0; round < 20; round++) { stream.write("x".repeat(1000)); ${pause(2)} } } stream.end("done");`,
        ),
        arrange: (api) => api.replyEarlyTo("response", response(413, "too large")),
      });
      runtime.api.invoke({ requestId: "large", event: "1" });
      await runtime.until(() => runtime.api.to("next")[1]);
      expectEqual("the next body", (await runtime.invoke(2)).text, "done");
      expectEqual("errors posted", runtime.api.to("error").length, 0);
    },
  },
];

import { echo, handler } from "../../testing/function-files.ts";
import { response } from "../../testing/runtime-api-stand-in.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { errorOf, resultOf } from "../scenario.ts";
import { expectEqual, expectThat } from "../unmet-expectation.ts";

/** The second variable says the same to AWS's Node.js runtime, which serves each invocation at once in a thread. */
const fourAtOnce = { AWS_LAMBDA_MAX_CONCURRENCY: "4", AWS_LAMBDA_NODEJS_WORKER_COUNT: "4" };

/** Waits until another invocation has written this file; threads share no memory, so a file it is. */
const waitForOther = `const { existsSync, writeFileSync } = await import("node:fs");
  const path = (name) => process.env.LAMBDA_TASK_ROOT + "/" + name;
  writeFileSync(path(event.me), "");
  while (!existsSync(path(event.other))) await new Promise((resolve) => setTimeout(resolve, 2));`;

export const concurrencyCases: readonly ConformanceCase[] = [
  {
    number: "K54",
    title: "as many GETs of next at once as the concurrency, each on its own connection",
    run: async (start) => {
      await using runtime = await start({ files: echo, environment: fourAtOnce });
      await runtime.until(() => runtime.api.to("next")[3]);
      const connections = runtime.api.to("next").map(({ connection }) => connection);
      expectEqual("requests", runtime.api.endpoints, ["next", "next", "next", "next"]);
      expectEqual("different connections", new Set(connections).size, 4);
    },
  },
  {
    number: "K54",
    title: "invocations overlap, and each gets its own answer",
    run: async (start) => {
      await using runtime = await start({
        files: handler(`${waitForOther} return [event.me, context.awsRequestId];`),
        environment: fourAtOnce,
      });
      const answers = await Promise.all([
        runtime.invoke({ me: "a", other: "b" }),
        runtime.invoke({ me: "b", other: "a" }),
      ]);
      expectEqual("answers", answers.map(resultOf), [
        ["a", "request-1"],
        ["b", "request-2"],
      ]);
    },
  },
  {
    number: "K54",
    title: "one invocation's failure leaves the other alone",
    run: async (start) => {
      await using runtime = await start({
        files: handler(`${waitForOther} if (event.fail) throw new RangeError("only mine"); return "fine";`),
        environment: fourAtOnce,
      });
      const [failed, fine] = await Promise.all([
        runtime.invoke({ me: "a", other: "b", fail: true }),
        runtime.invoke({ me: "b", other: "a" }),
      ]);
      expectEqual("errorType", errorOf(failed).errorType, "RangeError");
      expectEqual("the other's result", resultOf(fine), "fine");
    },
  },
  {
    number: "K54",
    title: "each invocation sees its own store, across awaits",
    run: async (start) => {
      await using runtime = await start({
        files: handler(
          `${waitForOther} return [awslambda.InvokeStore.getRequestId(), awslambda.InvokeStore.getXRayTraceId()];`,
        ),
        environment: fourAtOnce,
      });
      const answers = await Promise.all([
        runtime.invoke({ me: "a", other: "b" }, { "Lambda-Runtime-Trace-Id": "Root=a" }),
        runtime.invoke({ me: "b", other: "a" }, { "Lambda-Runtime-Trace-Id": "Root=b" }),
      ]);
      expectEqual("ids", answers.map(resultOf), [
        ["request-1", "Root=a"],
        ["request-2", "Root=b"],
      ]);
    },
  },
  {
    number: "E27",
    title: "with several at once the trace id is not in the environment",
    run: async (start) => {
      await using runtime = await start({
        files: handler("return [process.env._X_AMZN_TRACE_ID ?? null, context.xRayTraceId];"),
        environment: fourAtOnce,
      });
      const posted = await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" });
      expectEqual("variable and context", resultOf(posted), [null, "Root=1"]);
    },
  },
  {
    number: "K54",
    title: "logs are JSON, each with the id of its own invocation",
    run: async (start) => {
      await using runtime = await start({
        files: handler(`${waitForOther} console.log(event.me);`),
        environment: fourAtOnce,
      });
      await Promise.all([runtime.invoke({ me: "a", other: "b" }), runtime.invoke({ me: "b", other: "a" })]);
      const entries = (await runtime.stop()).map((line) => JSON.parse(line));
      const seen = entries.map(({ requestId, message }) => [requestId, message]).sort(([a], [b]) => a.localeCompare(b));
      expectEqual("ids and messages", seen, [
        ["request-1", "a"],
        ["request-2", "b"],
      ]);
    },
  },
  {
    number: "D22",
    title: "with several at once a failing next is asked again, later",
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        environment: fourAtOnce,
        arrange: (api) => api.replyTo("next", response(500, "for a moment")),
      });
      await runtime.until(() => runtime.api.to("next")[4]);
      expectEqual("result", resultOf(await runtime.invoke(1)), 1);
    },
  },
  {
    number: "D22",
    title: "with several at once a broken connection of next is opened again",
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        environment: fourAtOnce,
        arrange: (api) => api.replyTo("next", { bytes: "", ending: "reset" }),
      });
      await runtime.until(() => runtime.api.to("next")[4]);
      expectEqual("result", resultOf(await runtime.invoke(1)), 1);
    },
  },
  {
    number: "K54",
    title: "streamed responses overlap",
    run: async (start) => {
      const body = `${waitForOther} stream.write(event.me); stream.end("!");`;
      await using runtime = await start({
        files: {
          "index.mjs": `export const handler = awslambda.streamifyResponse(async (event, stream) => { ${body} });`,
        },
        environment: fourAtOnce,
      });
      const answers = await Promise.all([
        runtime.invoke({ me: "a", other: "b" }),
        runtime.invoke({ me: "b", other: "a" }),
      ]);
      expectEqual(
        "bodies",
        answers.map(({ text }) => text),
        ["a!", "b!"],
      );
    },
  },
  {
    number: "K54",
    title: "one invocation at a time without the variable",
    run: async (start) => {
      await using runtime = await start({ files: echo });
      await runtime.invoke(1);
      await runtime.until(() => runtime.api.to("next")[1]);
      expectThat(
        "requests",
        runtime.api.endpoints,
        "no two of next in a row",
        runtime.api.endpoints.join() === "next,response,next",
      );
    },
  },
];

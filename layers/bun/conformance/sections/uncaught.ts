import { handler } from "../../testing/function-files.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { pause } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const never = "await new Promise(() => { setInterval(() => {}, 1000); });";

const noListeners = "4.0.2 installs no listeners: Node.js ends the process, and the platform reports its exit";

const waitsForNext =
  "Node.js waits at its end for the thread that asks for next: the process ends with the next invocation only";

const uncaught: readonly (readonly [string, string, RegExp])[] = [
  ["a rejection", "void Promise.reject(new Error('lost'));", /^Runtime\.UnhandledPromiseRejection$/],
  ["a rejection with null", "void Promise.reject(null);", /^Runtime\.UnhandledPromiseRejection$/],
  ["an exception", "setTimeout(() => { throw new RangeError('lost'); });", /^RangeError$/],
];

export const uncaughtCases: readonly ConformanceCase[] = [
  ...uncaught.flatMap(([what, code, errorType]): ConformanceCase[] => [
    {
      number: "H38",
      title: `${what} during init is its one post`,
      differs: { "node-ric": noListeners },
      run: async (start) => {
        await using runtime = await start({ files: { "index.mjs": `${code} ${never}` } });
        const { code: exitCode } = await runtime.exited();
        expectThat("exit code", exitCode, "an error's", exitCode !== null && exitCode !== 0);
        expectEqual("requests", runtime.api.endpoints, ["init-error"]);
        expectMatch("errorType", JSON.parse(runtime.api.requests[0]?.text ?? "{}").errorType, errorType);
      },
    },
    {
      number: "H38",
      title: `${what} is the error of the open invocation`,
      differs: { "node-ric": noListeners },
      run: async (start) => {
        await using runtime = await start({ files: handler(`${code} ${never}`) });
        runtime.api.invoke({ requestId: "open", event: "{}" });
        const { code: exitCode } = await runtime.exited();
        expectThat("exit code", exitCode, "an error's", exitCode !== null && exitCode !== 0);
        expectEqual("requests", runtime.api.endpoints, ["next", "error"]);
        expectMatch("errorType", JSON.parse(runtime.api.to("error")[0]?.text ?? "{}").errorType, errorType);
      },
    },
  ]),
  {
    number: "H38",
    title: "a rejection that nobody handles ends the process",
    run: async (start) => {
      await using runtime = await start({ files: handler(`void Promise.reject(new Error('lost')); ${never}`) });
      runtime.api.invoke({ requestId: "open", event: "{}" });
      const { code, output } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
      expectMatch("output", output, /lost/);
    },
  },
  {
    number: "H38",
    title: "the handler's own result is not posted after an uncaught error was",
    differs: { "node-ric": noListeners },
    run: async (start) => {
      await using runtime = await start({
        files: handler(`void Promise.reject(new Error('lost')); ${pause(0)} return 'late';`),
      });
      await runtime.invoke({});
      await runtime.exited();
      expectEqual("posts", runtime.api.endpoints, ["next", "error"]);
    },
  },
  {
    number: "H38",
    title: "an uncaught error between invocations ends the process, and nothing more is posted",
    differs: { "node-ric": waitsForNext },
    run: async (start) => {
      await using runtime = await start({
        files: handler("setTimeout(() => { throw new Error('late'); }, 20); return 1;"),
      });
      await runtime.invoke({});
      const { code, output } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
      expectMatch("log", output, /late/);
      expectEqual("errors posted", runtime.api.to("error").length, 0);
    },
  },
  {
    number: "H38",
    title: "the process ends also when the post fails",
    run: async (start) => {
      await using runtime = await start({
        files: handler(`void Promise.reject(new Error('lost')); ${never}`),
        arrange: (api) => api.replyTo("error", { bytes: "", ending: "reset" }),
      });
      runtime.api.invoke({ requestId: "open", event: "{}" });
      const { code } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
    },
  },
  {
    number: "H39",
    title: "process.exit inside a handler exits with its code and posts nothing",
    run: async (start) => {
      await using runtime = await start({ files: handler("process.exit(7);") });
      runtime.api.invoke({ requestId: "exits", event: "{}" });
      expectEqual("exit code", (await runtime.exited()).code, 7);
      expectEqual("requests", runtime.api.endpoints, ["next"]);
    },
  },
];

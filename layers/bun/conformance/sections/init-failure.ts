import type { ConformanceCase } from "../conformance-case.ts";
import { failedInit } from "../scenario.ts";
import { expectEqual, expectMatch, expectThat } from "../unmet-expectation.ts";

const rawType = "it sends the error's name as it is, which the platform records as Runtime.Unknown";

export const initFailureCases: readonly ConformanceCase[] = [
  {
    number: "C16",
    title: "it is posted once with its type, message and trace, and logged",
    run: async (start) => {
      const { post, error, output } = await failedInit(start, {
        files: { "index.mjs": "throw new RangeError('no configuration');" },
      });
      expectEqual("path", post.target, "/2018-06-01/runtime/init/error");
      expectEqual("fields", Object.keys(error), ["errorType", "errorMessage", "trace"]);
      expectEqual("errorType", error.errorType, "RangeError");
      expectEqual("errorMessage", error.errorMessage, "no configuration");
      const trace = Array.isArray(error.trace) ? error.trace : [];
      expectEqual("trace", trace[0], "RangeError: no configuration");
      expectMatch("log", output, /ERROR\tInit Error \t\{.*no configuration/);
    },
  },
  {
    number: "C16",
    title: "the process exits also when the post fails",
    run: async (start) => {
      await using runtime = await start({
        files: { "index.mjs": "throw new Error('no configuration');" },
        arrange: (api) => api.replyTo("init-error", { bytes: "", ending: "reset" }),
      });
      const { code, output } = await runtime.exited();
      expectThat("exit code", code, "an error's", code !== null && code !== 0);
      expectMatch("log", output, /no configuration/);
      expectEqual("number of requests", runtime.api.requests.length, 1);
    },
  },
  {
    number: "C16",
    title: "the error's type is in its header",
    run: async (start) => {
      const { post } = await failedInit(start, {
        files: { "index.mjs": "throw Object.assign(new Error('x'), { name: 'Runtime.Mine' });" },
      });
      expectEqual("header", post.headers.get("lambda-runtime-function-error-type"), "Runtime.Mine");
    },
  },
  ...["throw new TypeError('x');", "throw 'text';", "throw Object.assign(new Error('x'), { name: 'Ä\\u0001 y' });"].map(
    (code): ConformanceCase => ({
      number: "C17",
      title: `the header has a type that the platform accepts after ${code}`,
      differs: { "node-ric": rawType },
      run: async (start) => {
        const { post } = await failedInit(start, { files: { "index.mjs": code } });
        const type = post.headers.get("lambda-runtime-function-error-type");
        expectMatch("header", type, /^(Runtime|Function)\.[A-Z][a-zA-Z]+$/);
      },
    }),
  ),
];

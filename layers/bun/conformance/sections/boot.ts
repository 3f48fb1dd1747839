import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { echo, handler } from "../../testing/function-files.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { failedInit, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch } from "../unmet-expectation.ts";

const required = ["AWS_LAMBDA_RUNTIME_API", "_HANDLER", "LAMBDA_TASK_ROOT"] as const;

/** Set by nobody on Amazon Linux 2023; a runtime must do without them and add none. */
const unset = new Set(["AWS_EXECUTION_ENV", "HOME", "NODE_PATH", "_LAMBDA_TELEMETRY_LOG_FD", "_X_AMZN_TRACE_ID"]);

export const bootCases: readonly ConformanceCase[] = [
  ...required.map((name): ConformanceCase => ({
    number: "A1",
    title: `without ${name} it exits and posts nothing`,
    run: async (start) => {
      await using runtime = await start({ files: echo, environment: { [name]: undefined } });
      const { code, output } = await runtime.exited();
      expectEqual("exit code", code, 1);
      expectMatch("output", output, new RegExp(`${name} environment variable is not set`));
      expectMatch("output", output, /Runtime\.PlatformError/);
      expectEqual("requests", runtime.api.requests, []);
    },
  })),
  {
    number: "A1",
    title: "the address of the API may carry a path",
    differs: { "node-ric": "RIC 4 splits the value at its colon and refuses what is no port behind it" },
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        arrange: (api) => api.invoke({ requestId: "a", event: "1" }),
        prepareEnvironment: (_taskRoot, api) => ({ AWS_LAMBDA_RUNTIME_API: `${api.address}/sandbox/7` }),
      });
      const { target } = await runtime.outcome("a");
      expectEqual("path of the post", target, "/sandbox/7/2018-06-01/runtime/invocation/a/response");
    },
  },
  {
    number: "A2",
    title: "it asks the address that it is given, by name as well",
    run: async (start) => {
      await using runtime = await start({
        files: echo,
        prepareEnvironment: (_taskRoot, api) => ({
          AWS_LAMBDA_RUNTIME_API: api.address.replace("127.0.0.1", "localhost"),
        }),
      });
      expectEqual("result", resultOf(await runtime.invoke(1)), 1);
    },
  },
  {
    number: "A3",
    title: "awslambda is there before the handler's module runs",
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.mjs": `const seen = [typeof awslambda.streamifyResponse, awslambda.InvokeStore.getRequestId()];
            export const handler = async () => seen;`,
        },
      });
      expectEqual("what the module saw", resultOf(await runtime.invoke({})), ["function", "-"]);
    },
  },
  {
    number: "A3",
    title: "the console is patched before the handler's module runs",
    run: async (start) => {
      await using runtime = await start({
        files: { "index.mjs": `console.log("from init"); export const handler = async () => 1;` },
      });
      await runtime.invoke({});
      expectMatch("line", (await runtime.stop())[0], /\t-\tINFO\tfrom init$/);
    },
  },
  {
    number: "A3",
    title: "next is asked only once the module has loaded",
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.mjs": `await new Promise((resolve) => setTimeout(resolve, 50)); const loaded = true;
            export const handler = async () => loaded;`,
        },
        arrange: (api) => api.invoke({ requestId: "first", event: "{}" }),
      });
      expectEqual("result", resultOf(await runtime.outcome("first")), true);
    },
  },
  ...["1", "true"].map((value): ConformanceCase => ({
    number: "A3",
    title: `awslambda is left out where its switch is ${value}`,
    run: async (start) => {
      await using runtime = await start({
        files: handler("return typeof globalThis.awslambda;"),
        environment: { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: value },
      });
      expectEqual("type of awslambda", resultOf(await runtime.invoke({})), "undefined");
    },
  })),
  {
    number: "A4",
    title: "the working directory is the task root",
    differs: { "node-ric": "its container's bootstrap script changes the directory, not the client" },
    run: async (start) => {
      await using runtime = await start({ files: handler("return process.cwd();") });
      expectEqual("working directory", resultOf(await runtime.invoke({})), runtime.taskRoot);
    },
  },
  {
    number: "A5",
    title: "it needs no variable that Amazon Linux 2023 does not set, and sets none of them",
    run: async (start) => {
      await using runtime = await start({ files: handler("return Object.keys(process.env);") });
      const names = resultOf(await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": undefined }));
      expectEqual("variables added", Array.isArray(names) && names.filter((name) => unset.has(name)), []);
    },
  },
  {
    number: "A7",
    title: "the exec wrapper starts the runtime, once",
    differs: { "node-ric": "its container's bootstrap script applies the wrapper, not the client" },
    run: async (start) => {
      await using runtime = await start({
        files: handler("return process.env.WRAPPED ?? null;"),
        prepareEnvironment: (taskRoot) => {
          const wrapper = join(taskRoot, "wrapper");
          writeFileSync(wrapper, `#!/bin/sh\nexport WRAPPED="$WRAPPED:yes"\nexec "$@"\n`);
          chmodSync(wrapper, 0o755);
          return { AWS_LAMBDA_EXEC_WRAPPER: wrapper };
        },
      });
      expectEqual("variable of the wrapper", resultOf(await runtime.invoke({})), ":yes");
    },
  },
  {
    number: "A7",
    title: "a wrapper that cannot be executed fails init",
    differs: { "node-ric": "its container's bootstrap script applies the wrapper, not the client" },
    run: async (start) => {
      const { post } = await failedInit(start, {
        files: echo,
        environment: { AWS_LAMBDA_EXEC_WRAPPER: "/nowhere/wrapper" },
      });
      expectMatch("error", post.text, /\/nowhere\/wrapper/);
    },
  },
  {
    number: "A8",
    title: "a package that is missing is an error, not a download",
    run: async (start) => {
      const { error } = await failedInit(start, {
        files: { "index.cjs": `require("is-odd"); exports.handler = async () => 1;` },
      });
      expectEqual("errorType", error.errorType, "Runtime.ImportModuleError");
      expectMatch("errorMessage", error.errorMessage, /is-odd/);
    },
  },
  {
    number: "A8",
    title: "bunfig.toml and .env of the function's code are not read",
    requires: "bun",
    run: async (start) => {
      await using runtime = await start({
        files: {
          ...handler("return [globalThis.preloaded ?? null, process.env.FROM_DOTENV ?? null];"),
          "bunfig.toml": `preload = ["./preload.js"]\n`,
          "preload.js": "globalThis.preloaded = true;",
          ".env": "FROM_DOTENV=yes\n",
        },
        wrapCommand: (command) => ["/bin/sh", "-c", `cd "$LAMBDA_TASK_ROOT" && exec "$@"`, "sh", ...command],
      });
      expectEqual("what they would have set", resultOf(await runtime.invoke({})), [null, null]);
    },
  },
];

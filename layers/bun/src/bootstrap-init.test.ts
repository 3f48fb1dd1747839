import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import type { RuntimeProcessOptions } from "../testing/runtime-process.ts";
import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";

const ECHO = { "index.mjs": "export const handler = async (event) => event;" };

/** Starts a function whose init must fail, and gives the one post that the runtime makes of it. */
async function failedInit(options: RuntimeProcessOptions): Promise<{ post: RecordedRequest; output: string }> {
  await using runtime = await RuntimeProcess.start(options);
  const { code, output } = await runtime.exited();
  expect(code).toBe(1);
  expect(runtime.api.requests.map((request) => request.endpoint)).toEqual(["init-error"]);
  const [post] = runtime.api.requests;
  if (post === undefined) throw new Error("nothing was posted");
  return { post, output };
}

function errorType(post: RecordedRequest): unknown {
  return JSON.parse(post.text).errorType;
}

describe("boot", () => {
  test.each(["AWS_LAMBDA_RUNTIME_API", "_HANDLER", "LAMBDA_TASK_ROOT"])(
    "A1 without %s it exits and posts nothing",
    async (name) => {
      await using runtime = await RuntimeProcess.start({ files: ECHO, environment: { [name]: undefined } });
      const { code, output } = await runtime.exited();
      expect(code).toBe(1);
      expect(output).toContain("Runtime.PlatformError");
      expect(output).toContain(`${name} environment variable is not set`);
      expect(runtime.api.requests).toEqual([]);
    },
  );

  test("A1 the address of the API may carry a path", async () => {
    await using runtime = await RuntimeProcess.start({
      files: ECHO,
      arrange: (api) => api.invoke({ requestId: "a", event: "1" }),
      prepareEnvironment: (_taskRoot, api) => ({ AWS_LAMBDA_RUNTIME_API: `${api.address}/sandbox/7` }),
    });
    const posted = await runtime.outcome("a");
    expect(posted.target).toBe("/sandbox/7/2018-06-01/runtime/invocation/a/response");
    expect(runtime.api.to("next")[0]?.target).toBe("/sandbox/7/2018-06-01/runtime/invocation/next");
  });

  test("A3 awslambda, the console and the environment are there before the handler's module runs", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `const seen = [typeof awslambda.streamifyResponse, awslambda.InvokeStore.getRequestId()];
          console.log("from init");
          export const handler = async () => seen;`,
      },
    });
    const posted = await runtime.invoke({});
    expect(posted.text).toBe(`["function","-"]`);
    expect((await runtime.stop())[0]).toEndWith("\t-\tINFO\tfrom init");
  });

  test("A3 awslambda is left out where its switch says so", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": `export const handler = async () => typeof globalThis.awslambda;` },
      environment: { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: "true" },
    });
    expect((await runtime.invoke({})).text).toBe(`"undefined"`);
  });

  test("A4 the working directory is the task root", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export const handler = async () => process.cwd();" },
    });
    expect((await runtime.invoke({})).text).toBe(JSON.stringify(runtime.taskRoot));
  });

  test("A5 it needs no variable that Amazon Linux 2023 does not set, and adds none", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export const handler = async () => Object.keys(process.env);" },
    });
    const names: string[] = JSON.parse((await runtime.invoke({})).text);
    const unset = new Set(["AWS_EXECUTION_ENV", "HOME", "NODE_PATH", "_LAMBDA_TELEMETRY_LOG_FD", "_X_AMZN_TRACE_ID"]);
    expect(names.filter((name) => unset.has(name) || name.includes("DRAHT"))).toEqual([]);
  });

  test("A7 the exec wrapper starts the runtime, once", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `export const handler = async () => [process.env.WRAPPED, process.env._DRAHT_RELAUNCHED ?? null];`,
      },
      prepareEnvironment: (taskRoot) => {
        const wrapper = join(taskRoot, "wrapper");
        writeFileSync(wrapper, `#!/bin/sh\nexport WRAPPED="$WRAPPED:yes"\nexec "$@"\n`);
        chmodSync(wrapper, 0o755);
        return { AWS_LAMBDA_EXEC_WRAPPER: wrapper };
      },
    });
    expect((await runtime.invoke({})).text).toBe(`[":yes",null]`);
  });

  test("A7 a wrapper that clears the runtime's mark from the environment does not start it for ever", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `export const handler = async () => process.argv.filter((part) => part.includes("draht"));`,
      },
      prepareEnvironment: (taskRoot) => {
        const wrapper = join(taskRoot, "wrapper");
        writeFileSync(wrapper, `#!/bin/sh\nunset _DRAHT_RELAUNCHED\nexec "$@"\n`);
        chmodSync(wrapper, 0o755);
        return { AWS_LAMBDA_EXEC_WRAPPER: wrapper };
      },
    });
    expect((await runtime.invoke({})).text).toBe("[]");
  });

  test("A7 a wrapper that cannot be executed fails init", async () => {
    const { post } = await failedInit({ files: ECHO, environment: { AWS_LAMBDA_EXEC_WRAPPER: "/nowhere/wrapper" } });
    expect(JSON.parse(post.text)).toMatchObject({ errorType: "Runtime.ExecWrapperFailed" });
    expect(post.text).toContain("/nowhere/wrapper");
  });

  test("A8 a package that is missing is an error, not a download", async () => {
    const { post } = await failedInit({
      files: { "index.mjs": `import "is-odd"; export const handler = async () => 1;` },
    });
    expect(errorType(post)).toBe("Runtime.ImportModuleError");
    expect(post.text).toContain("is-odd");
  });
});

describe("finding the handler", () => {
  test.each(["../index.handler", "a/../index.handler", "index", "folder/index"])(
    "B9 B10 %p is not a handler's name",
    async (handler) => {
      const { post } = await failedInit({ files: ECHO, handler });
      expect(errorType(post)).toBe("Runtime.MalformedHandlerName");
    },
  );

  test("B10 a nested folder, and a name that is split at its first dot", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "src/orders/index.js": "exports.api = { orders: { create: async () => 'created' } };" },
      handler: "src/orders/index.api.orders.create",
    });
    expect((await runtime.invoke({})).text).toBe(`"created"`);
  });

  test("B10 a folder whose name holds characters that mean something in URLs", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "a#b %41/index.js": "exports.handler = async () => require('./name.js');",
        "a#b %41/name.js": "module.exports = __dirname;",
      },
      handler: "a#b %41/index.handler",
    });
    expect((await runtime.invoke({})).text).toBe(JSON.stringify(`${runtime.taskRoot}/a#b %41`));
  });

  test("B10 a path with a question mark, which Bun cannot load, is refused by name", async () => {
    const { post } = await failedInit({ files: { "a?b/index.js": "" }, handler: "a?b/index.handler" });
    expect([errorType(post), post.text]).toEqual(["Runtime.MalformedHandlerName", expect.stringContaining("a?b")]);
  });

  test("B10 an absolute folder", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {},
      prepareEnvironment: (taskRoot) => {
        const folder = join(taskRoot, "../elsewhere");
        mkdirSync(folder);
        writeFileSync(join(folder, "main.cjs"), "exports.handler = async () => __dirname;");
        return { _HANDLER: `${join(taskRoot, "..")}/elsewhere/main.handler` };
      },
    });
    expect((await runtime.invoke({})).text).toBe(JSON.stringify(join(runtime.taskRoot, "../elsewhere")));
  });

  const extensions = ["", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"];
  test.each([1, 3, 4, 7])("B11 of several files the one first in order counts (from position %p)", async (first) => {
    const files = Object.fromEntries(
      extensions
        .slice(first)
        .map((extension) => [
          `index${extension}`,
          extension.includes("c")
            ? `exports.handler = async () => "${extension}";`
            : `export const handler = async () => "${extension}";`,
        ]),
    );
    await using runtime = await RuntimeProcess.start({ files });
    expect((await runtime.invoke({})).text).toBe(JSON.stringify(extensions[first]));
  });

  test("B11 a folder of the same name is passed over", async () => {
    await using runtime = await RuntimeProcess.start({ files: { ...ECHO, "index/other.js": "" } });
    expect((await runtime.invoke(1)).text).toBe("1");
  });

  test("B11 a package in the task root", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "node_modules/my-handler/package.json": `{"name":"my-handler","version":"1.0.0","main":"main.js"}`,
        "node_modules/my-handler/main.js": "exports.handler = async () => 'packaged';",
      },
      handler: "my-handler.handler",
    });
    expect((await runtime.invoke({})).text).toBe(`"packaged"`);
  });

  test("B11 neither file nor package", async () => {
    const { post } = await failedInit({ files: {}, handler: "missing.handler" });
    expect(errorType(post)).toBe("Runtime.ImportModuleError");
  });

  test("B12 exports are also looked for in the default export", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export default { deep: { handler: async () => 'default' } };" },
      handler: "index.deep.handler",
    });
    expect((await runtime.invoke({})).text).toBe(`"default"`);
  });

  test.each([
    ["index.nope", "index.nope is undefined or not exported"],
    ["index.value", "index.value is not a function"],
  ])("B12 %s", async (handler, message) => {
    const { post } = await failedInit({ files: { "index.mjs": "export const value = 1;" }, handler });
    expect(JSON.parse(post.text)).toMatchObject({ errorType: "Runtime.HandlerNotFound", errorMessage: message });
  });

  test.each([
    ["ES module", { "index.mjs": "export const handler = ( => 1;" }],
    ["CommonJS", { "index.cjs": "exports.handler = ( => 1;" }],
    ["several errors", { "index.ts": "export const handler = ( => 1;\nlet x: = ;\nimport './also';" }],
    ["in a dependency", { "index.mjs": "export * from './broken.mjs';", "broken.mjs": "const = 1;" }],
    [
      "a missing name",
      { "index.mjs": "import { nope } from './a.mjs'; export const handler = nope;", "a.mjs": "export const a = 1;" },
    ],
    ["at run time", { "index.mjs": "new Function('return ('); export const handler = 1;" }],
  ])("B13 a syntax error: %s", async (_case, files) => {
    const { post } = await failedInit({ files });
    expect(errorType(post)).toBe("Runtime.UserCodeSyntaxError");
  });

  test("B13 a syntax error tells the place", async () => {
    const { post } = await failedInit({ files: { "index.mjs": "\n\nexport const handler = ( => 1;" } });
    expect(JSON.parse(post.text).errorMessage).toMatch(/index\.mjs:3:\d+\)$/);
  });

  test.each([
    ["import of a file", { "index.mjs": "import './nope.mjs'; export const handler = 1;" }],
    ["require of a package", { "index.cjs": "require('is-even'); exports.handler = 1;" }],
  ])("B13 a missing module: %s", async (_case, files) => {
    const { post } = await failedInit({ files });
    expect(errorType(post)).toBe("Runtime.ImportModuleError");
  });

  test("B13 what the module's own code throws passes through", async () => {
    const { post } = await failedInit({
      files: { "index.mjs": "class NoTable extends Error { name = 'NoTable' } throw new NoTable('TABLE is not set');" },
    });
    expect(JSON.parse(post.text)).toMatchObject({ errorType: "NoTable", errorMessage: "TABLE is not set" });
    expect(JSON.parse(post.text).trace.join("\n")).toContain("index.mjs");
  });

  test("B14 a callback handler is refused", async () => {
    const { post } = await failedInit({
      files: { "index.js": "exports.handler = (event, context, callback) => callback(null, 1);" },
    });
    expect(errorType(post)).toBe("Runtime.CallbackHandlerDeprecated");
  });

  test("B15 another mark of streaming is malformed", async () => {
    const { post } = await failedInit({
      files: {
        "index.js":
          "exports.handler = async () => {}; exports.handler[Symbol.for('aws.lambda.runtime.handler.streaming')] = 'request';",
      },
    });
    expect(errorType(post)).toBe("Runtime.MalformedStreamingHandler");
  });
});

describe("failed init", () => {
  test("C16 it is posted once with its type, message and trace, logged, and the process exits", async () => {
    const { post, output } = await failedInit({ files: { "index.mjs": "throw new RangeError('no configuration');" } });
    expect(post.method).toBe("POST");
    expect(post.target).toBe("/2018-06-01/runtime/init/error");
    const body = JSON.parse(post.text);
    expect(Object.keys(body)).toEqual(["errorType", "errorMessage", "trace"]);
    expect([body.errorType, body.errorMessage, body.trace[0]]).toEqual([
      "RangeError",
      "no configuration",
      "RangeError: no configuration",
    ]);
    expect(output).toContain("ERROR\tInit Error \t{");
    expect(output).toContain("no configuration");
  });

  test.each([
    ["throw new TypeError('x');", "Function.TypeError"],
    ["throw 'text';", "Function.Unknown"],
    ["throw Object.assign(new Error('x'), { name: 'Runtime.Mine' });", "Runtime.Mine"],
    ["throw Object.assign(new Error('x'), { name: 'Ä\\r\\nX: y' });", "Function.Unknown"],
  ])("C17 %s has the header %s", async (code, type) => {
    const { post } = await failedInit({ files: { "index.mjs": code } });
    expect(post.headers.get("lambda-runtime-function-error-type")).toBe(type);
  });

  test("C16 the process exits also when the post fails", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "throw new Error('no configuration');" },
      arrange: (api) => api.replyTo("init-error", { bytes: "", ending: "reset" }),
    });
    const { code, output } = await runtime.exited();
    expect(code).toBe(1);
    expect(output).toContain("no configuration");
    expect(runtime.api.requests).toHaveLength(1);
  });
});

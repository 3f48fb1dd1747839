import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { failedInit } from "../testing/failed-init.ts";
import { echo } from "../testing/function-files.ts";
import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

function errorType(post: RecordedRequest): unknown {
  return JSON.parse(post.text).errorType;
}

describe("finding the handler", () => {
  test.each(["../index.handler", "a/../index.handler", "index", "folder/index"])(
    "B9 B10 %p is not a handler's name",
    async (handler) => {
      const { post } = await failedInit({ files: echo, handler });
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
    await using runtime = await RuntimeProcess.start({ files: { ...echo, "index/other.js": "" } });
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

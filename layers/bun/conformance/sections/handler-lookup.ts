import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { echo } from "../../testing/function-files.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { failedInit, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch } from "../unmet-expectation.ts";

type Files = Readonly<Record<string, string>>;

const nodeExtensions = ["", ".js", ".mjs", ".cjs"];
const bunExtensions = [...nodeExtensions, ".ts", ".mts", ".cts", ".tsx", ".jsx"];

const ricEsmImport =
  "only MODULE_NOT_FOUND, which require throws, is named so: an import statement's ERR_MODULE_NOT_FOUND passes through";

function refused(number: ConformanceCase["number"], name: string): ConformanceCase {
  return {
    number,
    title: `"${name}" is refused`,
    run: async (start) => {
      const { error } = await failedInit(start, { files: echo, handler: name });
      expectEqual("errorType", error.errorType, "Runtime.MalformedHandlerName");
    },
  };
}

/** The handler is found and answers with this text. */
function found(
  number: ConformanceCase["number"],
  title: string,
  handler: string,
  files: Files,
  expected: string,
): ConformanceCase {
  return {
    number,
    title,
    run: async (start) => {
      await using runtime = await start({ files, handler });
      expectEqual("result", resultOf(await runtime.invoke({})), expected);
    },
  };
}

function lookup(extensions: readonly string[], first: number): ConformanceCase {
  const present = extensions.slice(first);
  const files = Object.fromEntries(
    present.map((extension) => [
      `index${extension}`,
      extension.startsWith(".m") || extension.includes("t") || extension.endsWith("x")
        ? `${extension === ".cts" ? "exports.handler" : "export const handler"} = async () => "${extension}";`
        : `exports.handler = async () => "${extension}";`,
    ]),
  );
  return found("B11", present.join(" before "), "index.handler", files, extensions[first] ?? "");
}

function loadFails(
  title: string,
  errorType: string,
  files: Files,
  more: Partial<ConformanceCase> = {},
): ConformanceCase {
  return {
    number: "B13",
    title,
    ...more,
    run: async (start) => {
      const { error } = await failedInit(start, { files });
      expectEqual("errorType", error.errorType, errorType);
    },
  };
}

const syntaxError = "Runtime.UserCodeSyntaxError";
const importModuleError = "Runtime.ImportModuleError";

export const handlerLookupCases: readonly ConformanceCase[] = [
  refused("B9", "../index.handler"),
  refused("B9", "a/../index.handler"),
  refused("B10", "index"),
  refused("B10", "folder/index"),
  found(
    "B10",
    "a nested folder, and a name that is split at its first dot",
    "src/orders/index.api.orders.create",
    { "src/orders/index.js": "exports.api = { orders: { create: async () => 'created' } };" },
    "created",
  ),
  {
    number: "B10",
    title: "an absolute folder",
    run: async (start) => {
      await using runtime = await start({
        files: {},
        prepareEnvironment: (taskRoot) => {
          const folder = join(taskRoot, "../elsewhere");
          mkdirSync(folder);
          writeFileSync(join(folder, "main.cjs"), "exports.handler = async () => 'elsewhere';");
          return { _HANDLER: `${folder}/main.handler` };
        },
      });
      expectEqual("result", resultOf(await runtime.invoke({})), "elsewhere");
    },
  },
  lookup(nodeExtensions, 1),
  lookup(nodeExtensions, 2),
  lookup(nodeExtensions, 3),
  found(
    "B11",
    "the exact name before any extension",
    "index.handler",
    {
      index: "exports.handler = async () => 'exact';",
      "index.js": "exports.handler = async () => '.js';",
    },
    "exact",
  ),
  { ...lookup(bunExtensions, 3), requires: "bun" },
  { ...lookup(bunExtensions, 4), requires: "bun" },
  { ...lookup(bunExtensions, 7), requires: "bun" },
  {
    ...found(
      "B11",
      "a folder of the same name is passed over",
      "index.handler",
      {
        "index.js": "exports.handler = async () => 'file';",
        "index/other.js": "",
      },
      "file",
    ),
    differs: { "node-ric": "it imports whatever exists under the exact name, a folder as well, which Node.js refuses" },
  },
  found(
    "B11",
    "a package in the task root",
    "my-handler.handler",
    {
      "node_modules/my-handler/package.json": `{"name":"my-handler","version":"1.0.0","main":"main.js"}`,
      "node_modules/my-handler/main.js": "exports.handler = async () => 'packaged';",
    },
    "packaged",
  ),
  {
    number: "B11",
    title: "neither file nor package",
    run: async (start) => {
      const { error } = await failedInit(start, { files: {}, handler: "missing.handler" });
      expectEqual("errorType", error.errorType, importModuleError);
    },
  },
  found(
    "B12",
    "nested exports of an ES module",
    "index.a.b.c",
    {
      "index.mjs": "export const a = { b: { c: async () => 'nested' } };",
    },
    "nested",
  ),
  found(
    "B12",
    "exports are also looked for in the default export",
    "index.deep.handler",
    {
      "index.mjs": "export default { deep: { handler: async () => 'default' } };",
    },
    "default",
  ),
  {
    number: "B12",
    title: "an export that is not there",
    run: async (start) => {
      const { error } = await failedInit(start, { files: echo, handler: "index.nope" });
      expectEqual("errorType", error.errorType, "Runtime.HandlerNotFound");
      expectEqual("errorMessage", error.errorMessage, "index.nope is undefined or not exported");
    },
  },
  {
    number: "B12",
    title: "an export that is not a function",
    run: async (start) => {
      const files = { "index.mjs": "export const value = 1;" };
      const { error } = await failedInit(start, { files, handler: "index.value" });
      expectEqual("errorType", error.errorType, "Runtime.HandlerNotFound");
      expectEqual("errorMessage", error.errorMessage, "index.value is not a function");
    },
  },
  loadFails("a syntax error in an ES module", syntaxError, { "index.mjs": "export const handler = ( => 1;" }),
  loadFails("a syntax error in CommonJS", syntaxError, { "index.cjs": "exports.handler = ( => 1;" }),
  loadFails("a syntax error in a dependency", syntaxError, {
    "index.mjs": "export * from './broken.mjs';",
    "broken.mjs": "const = 1;",
  }),
  loadFails("a name that a module does not export", syntaxError, {
    "index.mjs": "import { nope } from './a.mjs'; export const handler = nope;",
    "a.mjs": "export const a = 1;",
  }),
  loadFails("a syntax error at run time", syntaxError, {
    "index.mjs": "new Function('return ('); export const handler = 1;",
  }),
  loadFails(
    "several syntax errors in TypeScript",
    syntaxError,
    { "index.ts": "export const handler = ( => 1;\nlet x: = ;\nimport './also';" },
    { requires: "bun" },
  ),
  loadFails(
    "the import of a file that is missing",
    importModuleError,
    { "index.mjs": "import './nope.mjs'; export const handler = 1;" },
    { differs: { "node-ric": ricEsmImport } },
  ),
  loadFails(
    "the import of a package that is missing",
    importModuleError,
    { "index.mjs": "import 'is-even'; export const handler = 1;" },
    { differs: { "node-ric": ricEsmImport } },
  ),
  loadFails("the require of a package that is missing", importModuleError, {
    "index.cjs": "require('is-even'); exports.handler = 1;",
  }),
  loadFails("what the module's own code throws passes through", "NoTable", {
    "index.mjs": "class NoTable extends Error { name = 'NoTable' } throw new NoTable('TABLE is not set');",
  }),
  {
    number: "B14",
    title: "a callback handler is refused",
    run: async (start) => {
      const files = { "index.js": "exports.handler = (event, context, callback) => callback(null, 1);" };
      const { error } = await failedInit(start, { files });
      expectEqual("errorType", error.errorType, "Runtime.CallbackHandlerDeprecated");
    },
  },
  {
    number: "B15",
    title: "another mark of streaming is malformed",
    run: async (start) => {
      const mark = "exports.handler[Symbol.for('aws.lambda.runtime.handler.streaming')] = 'request';";
      const { error } = await failedInit(start, { files: { "index.js": `exports.handler = async () => {}; ${mark}` } });
      expectEqual("errorType", error.errorType, "Runtime.MalformedStreamingHandler");
      expectMatch("errorMessage", error.errorMessage, /Only response streaming is supported/);
    },
  },
  {
    number: "B15",
    title: "the mark by its symbol alone makes a handler stream",
    run: async (start) => {
      const mark = "exports.handler[Symbol.for('aws.lambda.runtime.handler.streaming')] = 'response';";
      const body = "exports.handler = async (event, stream, context) => { stream.end(context.awsRequestId); };";
      await using runtime = await start({ files: { "index.js": `${body} ${mark}` } });
      expectEqual("body", (await runtime.invoke({})).text, "request-1");
    },
  },
];

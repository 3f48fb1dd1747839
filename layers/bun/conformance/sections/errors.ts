import { handler } from "../../testing/function-files.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { errorOf, resultOf } from "../scenario.ts";
import { expectEqual, expectMatch } from "../unmet-expectation.ts";

/** What a handler can throw, by name. */
const thrown: Readonly<Record<string, string>> = {
  null: "null",
  undefined: "undefined",
  "a string": "'text'",
  "a bigint": "42n",
  "a symbol": "Symbol('s')",
  "an object without prototype": "Object.create(null)",
  "a function": "() => 1",
  "a proxy that throws": "new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }))",
  "a proxy of an error that throws":
    "new Proxy(new Error('inside'), { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } })",
  "an error with getters that throw":
    "Object.defineProperties(new Error('x'), Object.fromEntries(['name', 'message', 'stack'].map((key) => [key, { get() { throw new Error('getter'); } }])))",
  "an error with a field that throws":
    "Object.defineProperty(new Error('x'), 'own', { enumerable: true, get() { throw new Error('getter'); } })",
  "an error with fields of other types": "Object.assign(new Error('x'), { name: undefined, message: 42, stack: null })",
  "an error with control characters": "new Error('control \\u0000\\u001b\\u007f\\u2028')",
  "an error that cannot be JSON": "Object.assign(new Error('cycle'), { self: globalThis, big: 1n })",
  "an error of several errors": "new AggregateError([new Error('a')], 'several')",
  "an object whose text throws": "({ toString() { throw new Error('no text'); } })",
};

/** What ends AWS's Node.js runtime, with the invocation lost. */
const endsRic: ReadonlySet<string> = new Set([
  "an object without prototype",
  "a proxy that throws",
  "a proxy of an error that throws",
  "an object whose text throws",
]);
const ricReason = "logging what was thrown throws itself: the process ends with nothing posted";

export const errorCases: readonly ConformanceCase[] = [
  {
    number: "G36",
    title: "the type, the message and the lines of the stack",
    run: async (start) => {
      await using runtime = await start({
        files: handler("class OutOfStock extends Error { name = 'OutOfStock' } throw new OutOfStock('none left');"),
      });
      const { errorType, errorMessage, trace } = errorOf(await runtime.invoke({}));
      expectEqual("type and message", [errorType, errorMessage], ["OutOfStock", "none left"]);
      const lines = Array.isArray(trace) ? trace : [];
      expectMatch("first line of the trace", lines[0], /none left/);
      expectMatch("the rest of the trace", lines.slice(1).join(), /index\.mjs/);
    },
  },
  {
    number: "G36",
    title: "an error is logged with its request id",
    run: async (start) => {
      await using runtime = await start({ files: handler("throw new RangeError('none left');") });
      await runtime.invoke({});
      const lines = await runtime.stop();
      expectMatch(
        "log",
        lines.join("\n"),
        /\trequest-1\tERROR\tInvoke Error \t\{"errorType":"RangeError","errorMessage":"none left"/,
      );
    },
  },
  {
    number: "G36",
    title: "an error of an asynchronous call keeps its trace",
    run: async (start) => {
      await using runtime = await start({
        files: {
          "index.mjs": `async function load() { await 1; throw new TypeError("deep"); }
            export const handler = async () => { await load(); };`,
        },
      });
      const { errorType, trace } = errorOf(await runtime.invoke({}));
      expectEqual("errorType", errorType, "TypeError");
      expectMatch("trace", String(trace), /load.*index\.mjs/);
    },
  },
  ...Object.entries(thrown).map(([name, value]): ConformanceCase => {
    return {
      number: "G37",
      title: `throws ${name}`,
      differs: { "node-ric": endsRic.has(name) ? ricReason : undefined },
      run: async (start) => {
        await using runtime = await start({ files: handler(`if (event === 1) throw ${value}; return "served";`) });
        const { errorType, errorMessage, trace } = errorOf(await runtime.invoke(1));
        expectEqual("types", [typeof errorType, typeof errorMessage, Array.isArray(trace)], ["string", "string", true]);
        expectEqual("the next result", resultOf(await runtime.invoke(2)), "served");
        expectEqual("errors posted", runtime.api.to("error").length, 1);
      },
    };
  }),
];

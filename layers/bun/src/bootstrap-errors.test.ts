import { describe, expect, test } from "bun:test";
import { handler } from "../testing/function-files.ts";
import { errorOf } from "../testing/posted-error.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

describe("errors", () => {
  test("G36 the type, the message and the lines of the stack", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler("class OutOfStock extends Error { name = 'OutOfStock' } throw new OutOfStock('none left');"),
    });
    const posted = await runtime.invoke({});
    const { errorType, errorMessage, trace } = errorOf(posted);
    expect(Object.keys(JSON.parse(posted.text))).toEqual(["errorType", "errorMessage", "trace"]);
    expect([errorType, errorMessage, trace[0]]).toEqual([
      "OutOfStock",
      "none left",
      expect.stringContaining("none left"),
    ]);
    expect(trace.slice(1).join()).toContain("index.mjs");
    const logged = (await runtime.stop()).join("\n");
    expect(logged).toMatch(/\trequest-1\tERROR\tInvoke Error \t\{"errorType":"OutOfStock","errorMessage":"none left"/);
  });

  test("G37 whatever is thrown, the invocation is answered and the next one served", async () => {
    const thrown = [
      "null",
      "undefined",
      "'text'",
      "42n",
      "Symbol('s')",
      "Object.create(null)",
      "() => 1",
      "new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }))",
      "new Proxy(new Error('inside'), { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } })",
      "Object.defineProperties(new Error('x'), Object.fromEntries(['name', 'message', 'stack'].map((key) => [key, { get() { throw new Error('getter'); } }])))",
      "Object.defineProperty(new Error('x'), 'own', { enumerable: true, get() { throw new Error('getter'); } })",
      "Object.assign(new Error('x'), { name: undefined, message: 42, stack: null })",
      "new Error('control \\u0000\\u001b\\u007f\\u2028')",
      "Object.assign(new Error('cycle'), { self: globalThis, big: 1n })",
      "new AggregateError([new Error('a')], 'several')",
      "{ toString() { throw new Error('no text'); } }",
    ];
    const cases = thrown.map((value) => `() => { throw ${value}; }`).join(",\n");
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `const cases = [${cases}]; export const handler = async (event) => cases[event]?.() ?? 'served';`,
      },
    });
    for (const index of thrown.keys()) {
      const posted = await runtime.invoke(index);
      const { errorType, errorMessage, trace } = errorOf(posted);
      expect([typeof errorType, typeof errorMessage, Array.isArray(trace)]).toEqual(["string", "string", true]);
    }
    expect((await runtime.invoke(-1)).text).toBe(`"served"`);
  });
});

import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { describeError } from "./describe-error.ts";

test("an error has type, message, code and stack", () => {
  const error = Object.assign(new TypeError("broken"), { code: "BROKEN" });
  const { stack, ...rest } = describeError(error);
  expect(rest).toEqual({ type: "TypeError", message: "broken", code: "BROKEN" });
  expect(stack?.join("\n")).toContain("describe-error.test.ts");
});

test("the whole chain of causes is there, and the parts of an AggregateError", () => {
  const parts = new AggregateError([new Error("one"), "two"], "several");
  expect(describeError(new Error("outer", { cause: new Error("inner", { cause: parts }) }))).toMatchObject({
    message: "outer",
    cause: {
      message: "inner",
      cause: { message: "several", errors: [{ message: "one" }, { type: "string", message: "two" }] },
    },
  });
});

test("a chain that is a circle ends", () => {
  const error = new Error("circle");
  error.cause = error;
  expect(JSON.stringify(describeError(error)).split('"circle"')).toHaveLength(10);
});

test.each([
  [null, "object", "null"],
  [undefined, "undefined", "undefined"],
  ["text", "string", "text"],
  [42n, "bigint", "42"],
  [Symbol("s"), "symbol", "Symbol(s)"],
])("%p was thrown", (thrown, type, message) => {
  expect(describeError(thrown)).toEqual({ type, message });
});

test.each([
  ["an object without prototype", Object.create(null)],
  [
    "an error with throwing getters",
    Object.defineProperty(new Error("x"), "message", {
      get: () => {
        throw new Error("no");
      },
    }),
  ],
  [
    "a proxy that throws",
    new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    ),
  ],
])("%s does not make it throw", (_what, thrown) => {
  expect(describeError(thrown)).toEqual({ type: "unknown", message: "A value that cannot be described was thrown." });
});

test("anything can be thrown, and the description is JSON", () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (thrown) => {
      expect(JSON.stringify(describeError(thrown))).toBeString();
    }),
    { numRuns: 200 },
  );
});

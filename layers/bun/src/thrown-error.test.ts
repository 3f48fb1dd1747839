import { describe, expect, test } from "bun:test";
import { describeThrown, ownFields } from "./thrown-error.ts";
import { xrayCause } from "./xray-cause.ts";

describe("describeThrown", () => {
  test.each([
    [null, "null", "null"],
    [undefined, "undefined", "undefined"],
    ["text", "string", "text"],
    [42n, "bigint", "42"],
    [Symbol("s"), "symbol", "Symbol(s)"],
    [Object.create(null), "object", "The thrown value has no text."],
  ])("names what is no error: %p", (thrown, errorType, errorMessage) => {
    expect(describeThrown(thrown)).toEqual({ errorType, errorMessage, trace: [] });
  });

  test("reads an error whose getters throw as far as it goes", () => {
    const hostile = new Proxy(new Error("inside"), {
      get() {
        throw new Error("trap");
      },
    });
    expect(describeThrown(hostile)).toEqual({
      errorType: "Error",
      errorMessage: "The message of the thrown error cannot be read.",
      trace: [],
    });
    expect(ownFields(hostile)).toEqual({});
  });

  test("cuts what would not fit into a post", () => {
    const { errorMessage, trace } = describeThrown(new Error("x".repeat(7_000_000)));
    expect(Buffer.byteLength(JSON.stringify({ errorMessage, trace }))).toBeLessThan(1_000_000);
  });
});

describe("xrayCause", () => {
  test("lists the frames with path, line and label", () => {
    const trace = [
      "Error: x",
      "    at load (/var/task/a.js:3:14)",
      "    at /var/task/b.js:7:1",
      "    at async c (native)",
      "    at new D (file:///var/task/d.mjs:9:2)",
    ];
    const cause = JSON.parse(xrayCause({ errorType: "Error", errorMessage: "x", trace }, "/var/task") ?? "");
    expect(cause.exceptions[0].stack).toEqual([
      { path: "/var/task/a.js", line: 3, label: "load" },
      { path: "/var/task/b.js", line: 7, label: "anonymous" },
      { path: "file:///var/task/d.mjs", line: 9, label: "new D" },
    ]);
    expect(cause.paths).toEqual(["/var/task/a.js", "/var/task/b.js", "file:///var/task/d.mjs"]);
  });

  test("is left out where it cannot be short enough", () => {
    const trace = Array.from({ length: 60 }, (_, index) => `    at ${"ü".repeat(500)} (/var/task/${index}.js:1:1)`);
    expect(xrayCause({ errorType: "Error", errorMessage: "x", trace }, "/")).toBeUndefined();
  });
});

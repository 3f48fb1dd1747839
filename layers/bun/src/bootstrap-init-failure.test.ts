import { describe, expect, test } from "bun:test";
import { failedInit } from "../testing/failed-init.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

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

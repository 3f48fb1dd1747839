import { describe, expect, test } from "bun:test";
import { RuntimeProcess } from "../testing/runtime-process.ts";

const never = "new Promise(() => {})";

describe("uncaught", () => {
  test.each([
    ["rejection", "void Promise.reject(new Error('lost'))", 128, "Runtime.UnhandledPromiseRejection"],
    ["exception", "setTimeout(() => { throw new RangeError('lost'); })", 129, "RangeError"],
  ])("H38 an uncaught %s during init is its one post", async (_case, code, exitCode, errorType) => {
    await using runtime = await RuntimeProcess.start({ files: { "index.mjs": `${code}; await ${never};` } });
    const { code: exit, output } = await runtime.exited();
    expect(exit).toBe(exitCode);
    expect(runtime.api.endpoints).toEqual(["init-error"]);
    expect(JSON.parse(runtime.api.requests[0]?.text ?? "")).toMatchObject({ errorType, errorMessage: "lost" });
    expect(output).toContain("lost");
  });

  test.each([
    ["rejection", "void Promise.reject(new Error('lost'))", 128, "Runtime.UnhandledPromiseRejection"],
    ["rejection with null", "void Promise.reject(null)", 128, "Runtime.UnhandledPromiseRejection"],
    ["exception", "setTimeout(() => { throw new RangeError('lost'); })", 129, "RangeError"],
  ])("H38 an uncaught %s is the error of the open invocation", async (_case, code, exitCode, errorType) => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": `export const handler = async () => { ${code}; await ${never}; };` },
    });
    const posted = await runtime.invoke({});
    expect((await runtime.exited()).code).toBe(exitCode);
    expect(posted.endpoint).toBe("error");
    expect(JSON.parse(posted.text).errorType).toBe(errorType);
    expect(runtime.api.endpoints).toEqual(["next", "error"]);
  });

  test("H38 the handler's own result is not posted after an uncaught error was", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs":
          "export const handler = async () => { void Promise.reject(new Error('lost')); await Bun.sleep(0); return 'late'; };",
      },
    });
    await runtime.invoke({});
    await runtime.exited();
    expect(runtime.api.requests.filter((request) => request.requestId === "request-1")).toHaveLength(1);
  });

  test("H38 an uncaught error between invocations is logged and ends the process", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": "export const handler = async () => { setTimeout(() => { throw new Error('late'); }, 20); };",
      },
    });
    expect((await runtime.invoke({})).endpoint).toBe("response");
    const { code, output } = await runtime.exited();
    expect(code).toBe(129);
    expect(output).toMatch(/\trequest-1\tERROR\tUncaught Exception \t.*late/);
    expect(runtime.api.to("error")).toEqual([]);
  });

  test("H38 the process ends also when the post fails", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `export const handler = async () => { void Promise.reject(new Error('lost')); await ${never}; };`,
      },
      arrange: (api) => api.replyTo("error", { bytes: "", ending: "reset" }),
    });
    await runtime.invoke({});
    expect((await runtime.exited()).code).toBe(128);
  });

  test("H39 process.exit inside a handler exits with its code and posts nothing", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export const handler = async () => process.exit(7);" },
      arrange: (api) => api.invoke({ requestId: "exits", event: "{}" }),
    });
    expect((await runtime.exited()).code).toBe(7);
    expect(runtime.api.endpoints).toEqual(["next"]);
  });
});

describe("shutdown", () => {
  test("L56 a SIGTERM listener of the function runs to its end", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `process.on("SIGTERM", async () => { await Bun.sleep(5); console.log("connections closed"); process.exit(0); });
          export const handler = async (event) => event;`,
      },
    });
    await runtime.until(() => runtime.api.to("next")[0]);
    runtime.signal("SIGTERM");
    const { code, output } = await runtime.exited();
    expect(code).toBe(0);
    expect(output).toContain("INFO\tconnections closed");
  });

  test("L56 without a listener SIGTERM ends the process", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export const handler = async (event) => event;" },
    });
    await runtime.until(() => runtime.api.to("next")[0]);
    runtime.signal("SIGTERM");
    await runtime.exited();
    expect(runtime.api.endpoints).toEqual(["next"]);
  });
});

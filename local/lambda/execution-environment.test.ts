import { describe, expect, test } from "bun:test";
import { maxResponseBytes } from "./invocation.ts";
import { isRunning } from "./testing/processes.ts";
import { TestFunction } from "./testing/test-function.ts";

const ms = String.raw`\d+\.\d{2} ms`;

describe("log", () => {
  test("an invocation logs START, what the handler writes, END and REPORT, the first one with its init", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async (n) => { process.stdout.write("out " + n + "\\n"); process.stderr.write("err\\n"); };`,
      { memoryMB: 256 },
    );

    const first = await fn.invoke(1);
    const second = await fn.invoke(2);

    const lines = fn.log.map((line) => line.replace("[example] ", ""));
    expect(lines[0]).toBe(`START RequestId: ${first.requestId} Version: $LATEST`);
    expect(lines.slice(1, 3).sort()).toEqual(["err", "out 1"]);
    expect(lines[3]).toBe(`END RequestId: ${first.requestId}`);
    const report = (requestId: string) =>
      String.raw`^REPORT RequestId: ${requestId}\tDuration: ${ms}\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\t`;
    expect(lines[4]).toMatch(new RegExp(`${report(first.requestId)}Init Duration: ${ms}\t$`));
    expect(lines[9]).toMatch(new RegExp(`${report(second.requestId)}$`));
  });

  test("the billed duration is the sum of duration and init, rounded up", async () => {
    await using fn = await TestFunction.start("exports.handler = async () => {};");

    await fn.invoke();

    const [duration = NaN, billed, , , init = NaN] = fn.log[2]?.match(/[\d.]+(?= (ms|MB))/g)?.map(Number) ?? [];
    expect(Math.abs(Number(billed) - (duration + init))).toBeLessThan(1.02);
  });

  test("the memory is that of the process", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async () => { globalThis.kept = Buffer.alloc(100 * 1024 ** 2, 1); };`,
    );

    await fn.invoke();

    const used = Number(/Max Memory Used: (\d+) MB/.exec(fn.log.at(-1) ?? "")?.[1]);
    expect(used).toBeGreaterThan(100);
    expect(used).toBeLessThan(400);
  });

  test("what a handler writes stands before the END line, always", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async () => { for (let i = 0; i < 100; i += 1) (i % 2 ? process.stdout : process.stderr).write(i + "\\n"); };`,
    );

    for (let n = 0; n < 50; n += 1) await fn.invoke();

    const kinds = fn.log.map((line) => /START|END|REPORT/.exec(line)?.[0] ?? "output");
    const one = ["START", ...Array.from({ length: 100 }, () => "output"), "END", "REPORT"];
    expect(kinds).toEqual(Array.from({ length: 50 }, () => one).flat());
  });

  test("the line breaks within one log entry are shown as such", async () => {
    await using fn = await TestFunction.start(`exports.handler = async () => console.log("one\\ntwo");`);

    await fn.invoke();

    expect(fn.log[1]).toMatch(/^\[example\] .*\tINFO\tone\ntwo$/);
  });
});

describe("failures", () => {
  test("a handler that throws answers with the error and its environment goes on", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async (fail) => { if (fail) throw new RangeError("too far"); return process.pid; };`,
    );
    const { payload: before } = await fn.invoke(false);

    const result = await fn.invoke(true);

    expect(result).toEqual({
      status: "function-error",
      requestId: expect.any(String),
      payload: { errorType: "RangeError", errorMessage: "too far", trace: expect.any(Array) },
    });
    expect(fn.log.at(-1)).not.toContain("Status");
    expect((await fn.invoke(false)).payload).toBe(before);
  });

  test("a result that is not serialisable is an error of the function", async () => {
    await using fn = await TestFunction.start("exports.handler = async () => 1n;");

    const result = await fn.invoke();

    expect(result.status).toBe("function-error");
    expect(result.payload).toHaveProperty("errorType", "Runtime.JSONStringifyError");
  });

  test.each([
    ["process.exit(3)", "Runtime exited with error: exit status 3"],
    ["process.exit(0)", "Runtime exited without providing a reason"],
    [`process.kill(process.pid, "SIGKILL"); await new Promise(() => {})`, "Runtime exited with error: signal: killed"],
    [`process.abort()`, "Runtime exited with error: signal: aborted"],
  ])("an invocation whose runtime ends by %s is answered and the next one has a new process", async (code, reason) => {
    await using fn = await TestFunction.start(
      `exports.handler = async (end) => { if (end) { ${code} } return process.pid; };`,
    );
    const { payload: before } = await fn.invoke(false);

    const result = await fn.invoke(true);

    const errorMessage = `RequestId: ${result.requestId} Error: ${reason}`;
    expect(result).toMatchObject({
      status: "function-error",
      payload: { errorType: "Runtime.ExitError", errorMessage },
    });
    const lines = fn.log.map((line) => line.replace("[example] ", ""));
    expect(lines.slice(-4, -1)).toEqual([errorMessage, "Runtime.ExitError", `END RequestId: ${result.requestId}`]);
    expect(lines.at(-1)).toMatch(/\tStatus: error\tError Type: Runtime.ExitError$/);
    const after = await fn.invoke(false);
    expect(after.status).toBe("success");
    expect(after.payload).not.toBe(before);
  });

  test("a timeout kills the process and what it started", async () => {
    await using fn = await TestFunction.start(
      // During init, whose time is longer.
      `console.log(process.pid);
       console.log(require("child_process").spawn("sleep", ["600"]).pid);
       exports.handler = async () => { for (;;) {} };`,
      { timeoutSeconds: 0.25 },
    );

    const result = await fn.invoke();

    expect(result).toEqual({
      status: "function-error",
      requestId: expect.any(String),
      payload: {
        errorType: "Sandbox.Timedout",
        errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 0.25 seconds`,
      },
    });
    const pids = fn.log.flatMap((line) => /INFO\t(\d+)$/.exec(line)?.[1] ?? []).map(Number);
    expect(await Promise.all(pids.map(isRunning))).toEqual([false, false]);
    expect(fn.log.at(-3)).toMatch(
      new RegExp(
        String.raw`^\[example\] \d{4}-\d\d-\d\dT[\d:.]{12}Z ${result.requestId} Task timed out after 0.25 seconds$`,
      ),
    );
    expect(fn.log.at(-1)).toMatch(/\tStatus: timeout$/);
    expect(fn.environments).toBe(0);
  });

  test("a response of the largest size is delivered", async () => {
    await using fn = await TestFunction.start(`exports.handler = async () => "x".repeat(${maxResponseBytes - 2});`);

    const result = await fn.invokeRaw("{}");

    expect(result.status === "success" && result.payload.byteLength).toBe(maxResponseBytes);
  });

  test("a response over the limit is an error and its environment goes on", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async (big) => big ? "x".repeat(${maxResponseBytes - 1}) : process.pid;`,
    );
    const { payload: before } = await fn.invoke(false);

    const result = await fn.invoke(true);

    expect(result).toEqual({
      status: "function-error",
      requestId: expect.any(String),
      payload: {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    });
    expect((await fn.invoke(false)).payload).toBe(before);
  });

  test("a rejection that nothing handles answers the invocation and ends the process", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async (fail) => {
        if (!fail) return process.pid;
        void Promise.reject(new Error("forgotten"));
        await new Promise(() => setInterval(() => {}, 1000));
      };`,
    );
    const { payload: before } = await fn.invoke(false);

    const result = await fn.invoke(true);

    expect(result.status).toBe("function-error");
    expect(JSON.stringify(result.payload)).toContain("forgotten");
    expect(fn.log.at(-1)).toMatch(/\tStatus: error\tError Type: Runtime.ExitError$/);
    expect((await fn.invoke(false)).payload).not.toBe(before);
  });
});

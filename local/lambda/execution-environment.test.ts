import { describe, expect, test } from "bun:test";
import { Deployment } from "./deployment.ts";
import type { FunctionConfiguration } from "./environment-variables.ts";
import { ExecutionEnvironment } from "./execution-environment.ts";
import { MAX_RESPONSE_BYTES } from "./invocation.ts";
import { TemporaryFolder } from "./testing/temporary-folder.ts";
import { TestBundle } from "./testing/test-bundle.ts";
import { isRunning, until } from "./testing/processes.ts";
import { layerBootstrap, TestFunction } from "./testing/test-function.ts";

const MS = String.raw`\d+\.\d{2} ms`;

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
      String.raw`^REPORT RequestId: ${requestId}\tDuration: ${MS}\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\t`;
    expect(lines[4]).toMatch(new RegExp(`${report(first.requestId)}Init Duration: ${MS}\t$`));
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

describe("process", () => {
  test("the handler sees the variables of provided.al2023, its own and no other", async () => {
    await using fn = await TestFunction.start("exports.handler = async () => ({ ...process.env });", {
      name: "listThings",
      region: "eu-west-1",
      memoryMB: 1024,
      environment: { TABLE: "things", LANG: "de_DE.UTF-8" },
      links: { Table: { name: "x" } },
    });

    const { payload } = await fn.invoke();

    const layer = (await layerBootstrap()).replace(/\/bootstrap$/, "");
    const task = (payload as Record<string, string>)["LAMBDA_TASK_ROOT"];
    expect(payload).toEqual({
      _AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1",
      _AWS_XRAY_DAEMON_PORT: "2000",
      _HANDLER: "index.handler",
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
      AWS_ACCESS_KEY_ID: "local",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
      AWS_LAMBDA_FUNCTION_NAME: "listThings",
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/listThings",
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d{2}\/\d{2}\/\[\$LATEST\][0-9a-f]{32}$/),
      AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      AWS_REGION: "eu-west-1",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_SESSION_TOKEN: "local",
      AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
      AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
      LAMBDA_RUNTIME_DIR: "/var/runtime",
      LAMBDA_TASK_ROOT: expect.any(String),
      LANG: "de_DE.UTF-8",
      LD_LIBRARY_PATH: `/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:${task}:${task}/lib:${layer}/lib`,
      PATH: `/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:${layer}/bin`,
      SST_KEY: expect.any(String),
      SST_KEY_FILE: "resource.enc",
      SST_RESOURCE_App: '{"name":"draht","stage":"local"}',
      TABLE: "things",
      TZ: ":UTC",
    });
  });

  test("the working directory is the task root, with the links in it", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async () => [process.cwd(), process.env.LAMBDA_TASK_ROOT, require("fs").readdirSync(".").sort()];`,
    );

    const { payload } = await fn.invoke();

    const [cwd, taskRoot, files] = payload as [string, string, string[]];
    expect(cwd).toBe(taskRoot);
    expect(files).toEqual(["index.js", "resource.enc"]);
  });

  test("the context says which function it is and when its time is over", async () => {
    await using fn = await TestFunction.start(
      "exports.handler = async (_, c) => [c.awsRequestId, c.invokedFunctionArn, c.getRemainingTimeInMillis()];",
      { region: "eu-west-1", timeoutSeconds: 7 },
    );

    const { requestId, payload } = await fn.invoke();

    const [id, arn, remaining] = payload as [string, string, number];
    expect(id).toBe(requestId);
    expect(arn).toBe("arn:aws:lambda:eu-west-1:000000000000:function:example");
    expect(remaining).toBeLessThanOrEqual(7000);
    expect(remaining).toBeGreaterThan(0);
  });

  test("processes that the handler has started end with the environment", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async () => require("child_process").spawn("sleep", ["600"], { stdio: "ignore" }).pid;`,
    );
    const { payload: pid } = await fn.invoke();
    expect(await isRunning(Number(pid))).toBe(true);

    await fn.close();

    expect(await isRunning(Number(pid))).toBe(false);
  });

  test("processes that the handler has started end when its runtime crashes", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async () => {
        console.log(require("child_process").spawn("sleep", ["600"]).pid);
        process.exit(1);
      };`,
    );

    await fn.invoke();

    const pid = Number(/INFO\t(\d+)$/.exec(fn.log[1] ?? "")?.[1]);
    expect(pid).toBeGreaterThan(0);
    expect(await isRunning(pid)).toBe(false);
  });

  test("a runtime ends by itself when the process that runs the local Lambda is killed", async () => {
    await using bundle = await TestBundle.create("exports.handler = async () => process.pid;");
    await using work = await TemporaryFolder.create();
    const { folder, handler, hash } = bundle;
    const script = `
      import { LambdaFunction } from ${JSON.stringify(import.meta.resolve("./lambda-function.ts"))};
      const fn = new LambdaFunction({
        name: "example", bundle: ${JSON.stringify({ folder, handler, hash })}, bootstrap: ${JSON.stringify(await layerBootstrap())},
        environment: {}, links: {}, workFolder: ${JSON.stringify(work.path)}, log: () => {},
      });
      const result = await fn.invoke(new TextEncoder().encode("{}"));
      process.stdout.write(result.payload);
      setInterval(() => {}, 1000);
    `;
    const parent = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe" });
    const { value } = await parent.stdout.getReader().read();
    const pid = Number(new TextDecoder().decode(value));
    expect(await isRunning(pid)).toBe(true);

    parent.kill("SIGKILL");

    await until(async () => !(await isRunning(pid)));
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
      `exports.handler = async () => {
        console.log(process.pid);
        console.log(require("child_process").spawn("sleep", ["600"]).pid);
        for (;;) {}
      };`,
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
    await using fn = await TestFunction.start(`exports.handler = async () => "x".repeat(${MAX_RESPONSE_BYTES - 2});`);

    const result = await fn.invokeRaw("{}");

    expect(result.status === "success" && result.payload.byteLength).toBe(MAX_RESPONSE_BYTES);
  });

  test("a response over the limit is an error and its environment goes on", async () => {
    await using fn = await TestFunction.start(
      `exports.handler = async (big) => big ? "x".repeat(${MAX_RESPONSE_BYTES - 1}) : process.pid;`,
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
});

describe("init", () => {
  test("a failed init is repeated, then answers the invocation, and the next one tries again", async () => {
    await using fn = await TestFunction.start(`console.log("init " + process.pid); throw new TypeError("no table");`);

    const first = await fn.invoke();
    const second = await fn.invoke();

    for (const result of [first, second]) {
      expect(result).toMatchObject({
        status: "function-error",
        payload: { errorType: "TypeError", errorMessage: "no table" },
      });
    }
    const log = fn.log.join("\n");
    expect(new Set(log.match(/init \d+/g)).size).toBe(4);
    expect(fn.log.filter((line) => line.includes("INIT_REPORT"))).toEqual(
      ["init", "invoke", "init", "invoke"].map((phase) =>
        expect.stringMatching(
          new RegExp(
            `INIT_REPORT Init Duration: ${MS}\tPhase: ${phase}\tStatus: error\tError Type: Function.TypeError$`,
          ),
        ),
      ),
    );
    expect(fn.log.at(-3)).toBe(`[example] START RequestId: ${second.requestId} Version: $LATEST`);
    expect(fn.log.at(-2)).toBe(`[example] END RequestId: ${second.requestId}`);
    expect(fn.log.at(-1)).toMatch(/\tStatus: error\tError Type: Function\.TypeError$/);
    expect(fn.environments).toBe(0);
  });

  test("a handler that is not there is an error of init", async () => {
    await using fn = await TestFunction.start("exports.other = async () => 1;");

    const result = await fn.invoke();

    expect(result.payload).toMatchObject({ errorType: "Runtime.HandlerNotFound" });
    expect(fn.log.at(-1)).toMatch(/\tStatus: error\tError Type: Runtime.HandlerNotFound$/);
  });

  test("a runtime that ends during init is an exit error", async () => {
    await using fn = await TestFunction.start("process.exit(7);");

    const result = await fn.invoke();

    expect(result.payload).toEqual({
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${result.requestId} Error: Runtime exited with error: exit status 7`,
    });
  });

  test("a bootstrap that cannot be executed is an invalid entry point", async () => {
    await using fn = await TestFunction.start("", { bootstrap: "/nowhere/bootstrap" });

    const result = await fn.invoke();

    expect(result.payload).toEqual({
      errorType: "Runtime.InvalidEntrypoint",
      errorMessage: `RequestId: ${result.requestId} Error: Couldn't find valid bootstrap(s): [/nowhere/bootstrap]`,
    });
    expect(fn.environments).toBe(0);
  });

  test("an init that takes too long is repeated within the invocation, whose time it takes", async () => {
    // The first process leaves a mark in the task root and hangs; the second one finds it.
    await using test = await environmentOf(
      `const fs = require("fs");
       if (!fs.existsSync("mark")) { fs.writeFileSync("mark", ""); Bun.sleepSync(60_000); }
       exports.handler = async () => "second";`,
      { initLimitMs: 150 },
    );

    const result = await test.environment.invoke(new TextEncoder().encode("{}"));

    expect(result).toMatchObject({ status: "success", payload: new TextEncoder().encode(`"second"`) });
    expect(test.log[0]).toMatch(new RegExp(`^INIT_REPORT Init Duration: ${MS}\tPhase: init\tStatus: timeout$`));
    expect(test.log[1]).toStartWith("START");
    expect(test.log.at(-1)).toMatch(/^REPORT .*Max Memory Used: \d+ MB\t$/);
  });

  test("an init that takes too long both times is a timeout of the function", async () => {
    await using test = await environmentOf("Bun.sleepSync(60_000);", { initLimitMs: 100, timeoutMs: 200 });

    const result = await test.environment.invoke(new TextEncoder().encode("{}"));

    const payload = "payload" in result ? JSON.parse(new TextDecoder().decode(result.payload)) : undefined;
    expect(payload).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${result.requestId} Error: Task timed out after 0.20 seconds`,
    });
    expect(test.log[1]).toMatch(new RegExp(`^INIT_REPORT Init Duration: ${MS}\tPhase: invoke\tStatus: timeout$`));
    expect(test.log.at(-1)).toMatch(/\tStatus: timeout$/);
  });
});

test("an environment that has ended takes no invocation", async () => {
  await using test = await environmentOf("exports.handler = async () => 1;");
  await test.environment.kill();

  expect(test.environment.available).toBe(false);
  expect(await test.environment.invoke(new Uint8Array()).catch((error: unknown) => error)).toBeInstanceOf(TypeError);
});

/** One environment, without the function around it, whose limits can be set. */
async function environmentOf(source: string, limits: Partial<FunctionConfiguration> = {}) {
  const bundle = await TestBundle.create(source);
  const work = await TemporaryFolder.create();
  const log: string[] = [];
  const configuration = {
    name: "example",
    region: "eu-central-1",
    timeoutMs: 10_000,
    initLimitMs: 10_000,
    memoryMB: 128,
    bootstrap: await layerBootstrap(),
    environment: {},
    ...limits,
  };
  const deployment = await Deployment.create(bundle, {}, work.path);
  const environment = new ExecutionEnvironment(configuration, deployment, (line) => log.push(line));
  return {
    environment,
    log,
    async [Symbol.asyncDispose]() {
      await environment.kill();
      await work[Symbol.asyncDispose]();
      await bundle[Symbol.asyncDispose]();
    },
  };
}

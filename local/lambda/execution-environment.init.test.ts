import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { Deployment } from "./deployment.ts";
import type { FunctionConfiguration } from "./environment-variables.ts";
import { ExecutionEnvironment } from "./execution-environment.ts";
import { TestBundle } from "./testing/test-bundle.ts";
import { layerBootstrap, TestFunction } from "./testing/test-function.ts";

const ms = String.raw`\d+\.\d{2} ms`;

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
        new RegExp(`INIT_REPORT Init Duration: ${ms}\tPhase: ${phase}\tStatus: error\tError Type: Function.TypeError$`),
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
  await using test = await environmentOf(
    `if (!require("fs").existsSync("mark")) Bun.sleepSync(60_000);
     exports.handler = async () => "second";`,
    { initLimitMs: 150 },
  );
  // What is told of the first process comes before the second one starts: only that finds the mark, and does not hang.
  test.onLine = (line) => {
    if (line.startsWith("INIT_REPORT")) writeFileSync(join(test.taskRoot, "mark"), "");
  };

  const result = await test.environment.invoke(new TextEncoder().encode("{}"));

  expect(result).toMatchObject({ status: "success", payload: new TextEncoder().encode(`"second"`) });
  expect(test.log[0]).toMatch(new RegExp(`^INIT_REPORT Init Duration: ${ms}\tPhase: init\tStatus: timeout$`));
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
  expect(test.log[1]).toMatch(new RegExp(`^INIT_REPORT Init Duration: ${ms}\tPhase: invoke\tStatus: timeout$`));
  expect(test.log.at(-1)).toMatch(/\tStatus: timeout$/);
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
  const work = await temporaryFolder();
  const log: string[] = [];
  const configuration = {
    name: "example",
    region: "eu-central-1",
    timeoutMs: 30_000,
    initLimitMs: 30_000,
    memoryMB: 128,
    bootstrap: await layerBootstrap(),
    environment: {},
    ...limits,
  };
  const deployment = await Deployment.create(bundle, {}, work.path);
  const test = {
    environment: new ExecutionEnvironment(configuration, deployment, (line) => {
      log.push(line);
      test.onLine(line);
    }),
    log,
    /** Called with each line of the log. */
    onLine: (_line: string): void => {},
    taskRoot: deployment.taskRoot,
    async [Symbol.asyncDispose]() {
      await test.environment.kill();
      await work[Symbol.asyncDispose]();
      await bundle[Symbol.asyncDispose]();
    },
  };
  return test;
}

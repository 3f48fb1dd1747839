import { expect, test } from "bun:test";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { isRunning, until } from "./testing/processes.ts";
import { TestBundle } from "./testing/test-bundle.ts";
import { layerBootstrap, TestFunction } from "./testing/test-function.ts";

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
    // The layer's own, for what the handler starts: see layers/bun/src/spawned-bun.ts.
    BUN_BE_BUN: "1",
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
  await using work = await temporaryFolder();
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

import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { maxEventBytes } from "./invocation.ts";
import { TestBundle } from "./testing/test-bundle.ts";
import { isRunning, until } from "./testing/processes.ts";
import { TestFunction } from "./testing/test-function.ts";

const echo = "exports.handler = async (event) => event;";
const pidHandler = "exports.handler = async () => process.pid;";
/** Answers with its process and the event, after as many milliseconds as the event says. */
const slow = `exports.handler = async ({ ms, n }) => { await Bun.sleep(ms); return { pid: process.pid, n }; };`;

test("an invocation answers with what the handler returned", async () => {
  await using fn = await TestFunction.start(echo);
  const event = { text: "żółć \u0000 🚀", nested: [1.5, null, true, { "": "" }] };

  const result = await fn.invoke(event);

  expect(result).toEqual({ status: "success", requestId: expect.any(String), payload: event });
});

test("the payload is the bytes that the runtime posted", async () => {
  await using fn = await TestFunction.start(`exports.handler = async () => "ö";`);

  const result = await fn.invokeRaw("{}");

  expect(result.status === "success" && new TextDecoder().decode(result.payload)).toBe(`"ö"`);
});

test("parallel invocations each get their own result, from no more processes than allowed", async () => {
  await using fn = await TestFunction.start(slow, { maxEnvironments: 4 });

  const results = await Promise.all(Array.from({ length: 20 }, (_, n) => fn.invoke({ n, ms: 5 })));

  expect(results.map(({ payload }) => payload)).toEqual(results.map((_, n) => ({ n, pid: expect.any(Number) })));
  expect(new Set(results.map(({ payload }) => (payload as { pid: number }).pid)).size).toBe(4);
  expect(fn.environments).toBe(4);
});

test("a thousand invocations at concurrency fifty are all answered, each by its own result", async () => {
  await using fn = await TestFunction.start(echo, { maxEnvironments: 4 });
  const queue = Array.from({ length: 1000 }, (_, n) => n).values();
  const mismatches: unknown[] = [];
  const client = async () => {
    for (const n of queue) {
      const { status, payload } = await fn.invoke(n);
      if (status !== "success" || payload !== n) mismatches.push([n, status, payload]);
    }
  };

  await Promise.all(Array.from({ length: 50 }, client));

  expect(mismatches).toEqual([]);
  expect(queue.next().done).toBe(true);
});

test("sequential invocations run in the same process", async () => {
  await using fn = await TestFunction.start(pidHandler);

  const pids = [(await fn.invoke()).payload, (await fn.invoke()).payload, (await fn.invoke()).payload];

  expect(new Set(pids).size).toBe(1);
  expect(fn.environments).toBe(1);
});

test("invocations that find every environment busy wait, and one too many is throttled", async () => {
  await using fn = await TestFunction.start(slow, { maxEnvironments: 1, maxWaiting: 2 });

  const results = await Promise.all(Array.from({ length: 4 }, (_, n) => fn.invoke({ n, ms: 20 })));

  expect(results.map(({ status }) => status)).toEqual(["success", "success", "success", "throttled"]);
});

test("an event of the largest size is taken", async () => {
  await using fn = await TestFunction.start("exports.handler = async (event) => event.length;");

  const result = await fn.invoke("x".repeat(maxEventBytes - 2));

  expect(result.payload).toBe(maxEventBytes - 2);
});

test("an event over the limit is refused before anything runs", async () => {
  await using fn = await TestFunction.start(echo);

  const result = await fn.invoke("x".repeat(maxEventBytes - 1));

  expect(result).toEqual({ status: "request-too-large", requestId: expect.any(String) });
  expect(fn.environments).toBe(0);
});

test("an environment without work is ended after its idle time", async () => {
  await using fn = await TestFunction.start(pidHandler, { idleSeconds: 0.02 });
  const { payload: pid } = await fn.invoke();

  await until(() => fn.environments === 0);

  expect(await isRunning(Number(pid))).toBe(false);
  expect((await fn.invoke()).status).toBe("success");
});

test("a process that is killed between invocations is replaced", async () => {
  await using fn = await TestFunction.start(pidHandler);
  const { payload: first } = await fn.invoke();

  process.kill(Number(first), "SIGKILL");
  await until(() => fn.environments === 0);
  const { status, payload: second } = await fn.invoke();

  expect(status).toBe("success");
  expect(second).not.toBe(first);
  expect(fn.log).toContain("[example] Between invocations: Runtime exited with error: signal: killed");
});

test("a swap under load loses nothing and later invocations run the new code", async () => {
  await using fn = await TestFunction.start(versioned(1), { maxEnvironments: 3 });
  await using next = await TestBundle.create(versioned(2));
  await fn.invoke(-1);

  const load = Array.from({ length: 60 }, (_, n) => fn.invoke(n));
  await load[5];
  await fn.swap(next);
  const after = await Promise.all(Array.from({ length: 10 }, (_, n) => fn.invoke(n)));
  const during = await Promise.all(load);

  expect(during.map(({ status, payload }) => [status, (payload as { n: number }).n])).toEqual(
    during.map((_, n) => ["success", n]),
  );
  expect(after.map(({ payload }) => (payload as { version: number }).version)).toEqual(after.map(() => 2));
  const old = during.map(({ payload }) => payload as { version: number; pid: number }).filter((p) => p.version === 1);
  for (const { pid } of old) await until(async () => !(await isRunning(pid)));
});

test("a swap to the same code keeps the environments", async () => {
  await using fn = await TestFunction.start(pidHandler);
  await using same = await TestBundle.create(pidHandler);
  const { payload: before } = await fn.invoke();

  await fn.swap(same);

  expect((await fn.invoke()).payload).toBe(before);
});

test("swaps that overlap end in the last one", async () => {
  await using fn = await TestFunction.start("exports.handler = async () => 1;");
  await using second = await TestBundle.create("exports.handler = async () => 2;");
  await using third = await TestBundle.create("exports.handler = async () => 3;");

  await Promise.all([fn.swap(second), fn.swap(third)]);

  expect((await fn.invoke()).payload).toBe(3);
});

test("a swap to a folder that is not there is refused and the old code stays", async () => {
  await using fn = await TestFunction.start("exports.handler = async () => 1;");
  await fn.invoke();

  const refusal = await fn
    .swap({ folder: "/nowhere", handler: "index.handler", hash: "0" })
    .catch((error: unknown) => error);

  expect(refusal).toMatchObject({ code: "BUNDLE_NOT_FOUND" });
  expect((await fn.invoke()).payload).toBe(1);
});

test("a function whose bundle is not there says so at every invocation until it is swapped", async () => {
  await using bundle = await TestBundle.create("exports.handler = async () => 1;");
  await using fn = await TestFunction.start("", {
    bundle: { folder: "/nowhere", handler: "index.handler", hash: "0" },
  });

  expect(await fn.invoke().catch((error: unknown) => error)).toMatchObject({ code: "BUNDLE_NOT_FOUND" });
  await fn.swap(bundle);

  expect((await fn.invoke()).payload).toBe(1);
});

test("closing kills what runs, answers every invocation and leaves neither process nor file", async () => {
  await using work = await temporaryFolder();
  await using fn = await TestFunction.start(
    "exports.handler = async () => { console.log(process.pid); await new Promise(() => setInterval(() => {}, 1000)); };",
    { maxEnvironments: 2, workFolder: `${work.path}/work` },
  );
  const invocations = Array.from({ length: 4 }, () => fn.invoke());
  const pids = () => fn.log.flatMap((line) => /INFO\t(\d+)$/.exec(line)?.[1] ?? []).map(Number);
  await until(() => pids().length === 2);

  await fn.close();
  const results = await Promise.all(invocations);

  expect(results.map(({ status }) => status)).toEqual(["function-error", "function-error", "throttled", "throttled"]);
  expect(results[0]?.payload).toEqual({
    errorType: "Runtime.ExitError",
    errorMessage: `RequestId: ${results[0]?.requestId} Error: Runtime exited with error: signal: killed`,
  });
  expect(await Promise.all(pids().map(isRunning))).toEqual([false, false]);
  expect(fn.environments).toBe(0);
  expect(await readdir(`${work.path}/work`)).toEqual([]);
});

test("closing while the runtime starts ends it for good", async () => {
  await using fn = await TestFunction.start("Bun.sleepSync(60_000);");
  const invocation = fn.invoke();
  await until(() => fn.environments === 1);

  await fn.close();

  expect((await invocation).status).toBe("function-error");
  expect(fn.environments).toBe(0);
  expect(fn.log.filter((line) => line.includes("INIT_REPORT"))).toHaveLength(1);
});

test("a closed function starts nothing", async () => {
  await using fn = await TestFunction.start(pidHandler);
  await fn.close();

  expect((await fn.invoke()).status).toBe("throttled");
});

/** Source of a handler that answers with its version, after three milliseconds. */
function versioned(version: number): string {
  return `exports.handler = async (n) => { await Bun.sleep(3); return { version: ${version}, n, pid: process.pid }; };`;
}

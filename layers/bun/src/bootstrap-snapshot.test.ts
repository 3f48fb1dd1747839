import { describe, expect, test } from "bun:test";
import { nextResponse, response } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

const hooks = `const seen = [];
  awslambda.SnapshotRestore.registerBeforeSnapshot(async () => { await Bun.sleep(1); seen.push("before 1"); });
  awslambda.SnapshotRestore.registerBeforeSnapshot(() => { seen.push("before 2"); });
  awslambda.SnapshotRestore.registerAfterRestore(async () => { await Bun.sleep(1); seen.push("after 1"); });
  awslambda.SnapshotRestore.registerAfterRestore(() => { seen.push("after 2"); });
  export const handler = async () => seen;`;

async function start(
  code: string,
  arrange?: Parameters<typeof RuntimeProcess.start>[0]["arrange"],
): Promise<RuntimeProcess> {
  return RuntimeProcess.start({
    files: { "index.mjs": code },
    environment: { AWS_LAMBDA_INITIALIZATION_TYPE: "snap-start" },
    ...(arrange && { arrange }),
  });
}

describe("SnapStart", () => {
  test("L57 hooks run around restore/next: before in reverse order, after in order", async () => {
    await using runtime = await start(hooks);
    expect(JSON.parse((await runtime.invoke({})).text)).toEqual(["before 2", "before 1", "after 1", "after 2"]);
    expect(runtime.api.endpoints.slice(0, 2)).toEqual(["restore-next", "next"]);
    expect(runtime.api.to("restore-next")[0]?.method).toBe("GET");
  });

  test("L57 after the restore a connection of its own is opened", async () => {
    await using runtime = await start(hooks);
    const posted = await runtime.invoke({});
    expect([runtime.api.to("restore-next")[0]?.connection, posted.connection]).toEqual([0, 1]);
  });

  test("L57 without snap-start nothing of it happens", async () => {
    await using runtime = await RuntimeProcess.start({ files: { "index.mjs": hooks } });
    expect((await runtime.invoke({})).text).toBe("[]");
    expect(runtime.api.to("restore-next")).toEqual([]);
  });

  test("L57 a hook that fails before the snapshot is an init error, and nothing is snapshotted", async () => {
    await using runtime = await start(
      "awslambda.SnapshotRestore.registerBeforeSnapshot(() => { throw new RangeError('pool'); }); export const handler = async () => {};",
    );
    expect((await runtime.exited()).code).toBe(64);
    expect(runtime.api.endpoints).toEqual(["init-error"]);
    const [post] = runtime.api.to("init-error");
    expect(post?.headers.get("lambda-runtime-function-error-type")).toBe("Runtime.BeforeSnapshotError");
    expect(JSON.parse(post?.text ?? "")).toMatchObject({ errorMessage: "pool" });
  });

  test("L57 a hook that fails after the restore is a restore error", async () => {
    await using runtime = await start(
      "awslambda.SnapshotRestore.registerAfterRestore(async () => { throw new RangeError('seed'); }); export const handler = async () => {};",
    );
    expect((await runtime.exited()).code).toBe(64);
    expect(runtime.api.endpoints).toEqual(["restore-next", "restore-error"]);
    const [post] = runtime.api.to("restore-error");
    expect(post?.target).toBe("/2018-06-01/runtime/restore/error");
    expect(post?.headers.get("lambda-runtime-function-error-type")).toBe("Runtime.AfterRestoreError");
    expect(JSON.parse(post?.text ?? "")).toMatchObject({ errorMessage: "seed" });
  });

  test("L57 H38 an uncaught error in an after hook is the one restore error", async () => {
    await using runtime = await start(
      "awslambda.SnapshotRestore.registerAfterRestore(() => { setTimeout(() => { throw new RangeError('seed'); }); return new Promise(() => {}); }); export const handler = async () => {};",
    );
    expect((await runtime.exited()).code).toBe(129);
    expect(runtime.api.endpoints).toEqual(["restore-next", "restore-error"]);
  });

  test("L57 a restore that the API refuses ends the process", async () => {
    await using runtime = await start(hooks, (api) => api.replyTo("restore-next", response(500, "no")));
    expect((await runtime.exited()).code).toBe(64);
    expect(runtime.api.to("next")).toEqual([]);
  });

  test("L57 what is no function cannot be a hook", async () => {
    await using runtime = await start("awslambda.SnapshotRestore.registerAfterRestore(7);");
    await runtime.exited();
    expect(JSON.parse(runtime.api.to("init-error")[0]?.text ?? "")).toMatchObject({ errorType: "TypeError" });
  });

  test("L57 K54 concurrent polls begin after the restore", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": hooks },
      environment: { AWS_LAMBDA_INITIALIZATION_TYPE: "snap-start", AWS_LAMBDA_MAX_CONCURRENCY: "2" },
      arrange: (api) => api.replyTo("next", nextResponse({ requestId: "first", event: "{}" })),
    });
    await runtime.until(() => runtime.api.to("next")[2]);
    expect(runtime.api.endpoints[0]).toBe("restore-next");
  });
});

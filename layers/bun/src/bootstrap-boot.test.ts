import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "bun:test";
import { failedInit } from "../testing/failed-init.ts";
import { echo } from "../testing/function-files.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

describe("boot", () => {
  test.each(["AWS_LAMBDA_RUNTIME_API", "_HANDLER", "LAMBDA_TASK_ROOT"])(
    "A1 without %s it exits and posts nothing",
    async (name) => {
      await using runtime = await RuntimeProcess.start({ files: echo, environment: { [name]: undefined } });
      const { code, output } = await runtime.exited();
      expect(code).toBe(1);
      expect(output).toContain("Runtime.PlatformError");
      expect(output).toContain(`${name} environment variable is not set`);
      expect(runtime.api.requests).toEqual([]);
    },
  );

  test("A1 the address of the API may carry a path", async () => {
    await using runtime = await RuntimeProcess.start({
      files: echo,
      arrange: (api) => api.invoke({ requestId: "a", event: "1" }),
      prepareEnvironment: (_taskRoot, api) => ({ AWS_LAMBDA_RUNTIME_API: `${api.address}/sandbox/7` }),
    });
    const posted = await runtime.outcome("a");
    expect(posted.target).toBe("/sandbox/7/2018-06-01/runtime/invocation/a/response");
    expect(runtime.api.to("next")[0]?.target).toBe("/sandbox/7/2018-06-01/runtime/invocation/next");
  });

  test("A3 awslambda, the console and the environment are there before the handler's module runs", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `const seen = [typeof awslambda.streamifyResponse, awslambda.InvokeStore.getRequestId()];
          console.log("from init");
          export const handler = async () => seen;`,
      },
    });
    const posted = await runtime.invoke({});
    expect(posted.text).toBe(`["function","-"]`);
    expect((await runtime.stop())[0]).toEndWith("\t-\tINFO\tfrom init");
  });

  test("A3 awslambda is left out where its switch says so", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": `export const handler = async () => typeof globalThis.awslambda;` },
      environment: { AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA: "true" },
    });
    expect((await runtime.invoke({})).text).toBe(`"undefined"`);
  });

  test("A4 the working directory is the task root", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export const handler = async () => process.cwd();" },
    });
    expect((await runtime.invoke({})).text).toBe(JSON.stringify(runtime.taskRoot));
  });

  test("A5 it needs no variable that Amazon Linux 2023 does not set, and adds none", async () => {
    await using runtime = await RuntimeProcess.start({
      files: { "index.mjs": "export const handler = async () => Object.keys(process.env);" },
    });
    const names: string[] = JSON.parse((await runtime.invoke({})).text);
    const unset = new Set(["AWS_EXECUTION_ENV", "HOME", "NODE_PATH", "_LAMBDA_TELEMETRY_LOG_FD", "_X_AMZN_TRACE_ID"]);
    expect(names.filter((name) => unset.has(name) || name.includes("DRAHT"))).toEqual([]);
  });

  test("A7 the exec wrapper starts the runtime, once", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `export const handler = async () => [process.env.WRAPPED, process.env._DRAHT_RELAUNCHED ?? null];`,
      },
      prepareEnvironment: (taskRoot) => {
        const wrapper = join(taskRoot, "wrapper");
        writeFileSync(wrapper, `#!/bin/sh\nexport WRAPPED="$WRAPPED:yes"\nexec "$@"\n`);
        chmodSync(wrapper, 0o755);
        return { AWS_LAMBDA_EXEC_WRAPPER: wrapper };
      },
    });
    expect((await runtime.invoke({})).text).toBe(`[":yes",null]`);
  });

  test("A7 a wrapper that clears the runtime's mark from the environment does not start it for ever", async () => {
    await using runtime = await RuntimeProcess.start({
      files: {
        "index.mjs": `export const handler = async () => process.argv.filter((part) => part.includes("draht"));`,
      },
      prepareEnvironment: (taskRoot) => {
        const wrapper = join(taskRoot, "wrapper");
        writeFileSync(wrapper, `#!/bin/sh\nunset _DRAHT_RELAUNCHED\nexec "$@"\n`);
        chmodSync(wrapper, 0o755);
        return { AWS_LAMBDA_EXEC_WRAPPER: wrapper };
      },
    });
    expect((await runtime.invoke({})).text).toBe("[]");
  });

  test("A7 a wrapper that cannot be executed fails init", async () => {
    const { post } = await failedInit({ files: echo, environment: { AWS_LAMBDA_EXEC_WRAPPER: "/nowhere/wrapper" } });
    expect(JSON.parse(post.text)).toMatchObject({ errorType: "Runtime.ExecWrapperFailed" });
    expect(post.text).toContain("/nowhere/wrapper");
  });

  test("A8 a package that is missing is an error, not a download", async () => {
    const { post } = await failedInit({
      files: { "index.mjs": `import "is-odd"; export const handler = async () => 1;` },
    });
    expect(JSON.parse(post.text).errorType).toBe("Runtime.ImportModuleError");
    expect(post.text).toContain("is-odd");
  });
});

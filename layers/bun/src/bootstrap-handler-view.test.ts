import { describe, expect, test } from "bun:test";
import { echo, handler } from "../testing/function-files.ts";
import { errorOf } from "../testing/posted-error.ts";
import { functionArn } from "../testing/runtime-api-stand-in.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";

describe("what a handler sees", () => {
  test("E25 the context", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler(
        "const left = context.getRemainingTimeInMillis(); return { ...context, left: left > 0 && left <= 30000 };",
      ),
    });
    const posted = await runtime.invoke(
      {},
      {
        "Lambda-Runtime-Trace-Id": "Root=1-2-3;Sampled=1",
        "Lambda-Runtime-Client-Context": `{"client":{"app_title":"ü"},"w3c":{"traceparent":"00-a-b-01"}}`,
        "Lambda-Runtime-Cognito-Identity": `{"cognitoIdentityId":"id"}`,
        "Lambda-Runtime-Aws-Tenant-Id": "tenant",
      },
    );
    expect(JSON.parse(posted.text)).toEqual({
      functionName: "conformance",
      functionVersion: "$LATEST",
      memoryLimitInMB: "512",
      logGroupName: "/aws/lambda/conformance",
      logStreamName: "2026/01/01/[$LATEST]0123456789abcdef",
      awsRequestId: "request-1",
      invokedFunctionArn: functionArn,
      clientContext: { client: { app_title: "ü" } },
      identity: { cognitoIdentityId: "id" },
      tenantId: "tenant",
      xRayTraceId: "Root=1-2-3;Sampled=1",
      left: true,
    });
  });

  test.each(["Lambda-Runtime-Client-Context", "Lambda-Runtime-Cognito-Identity"])(
    "E25 bad JSON in %s is an invocation error",
    async (header) => {
      await using runtime = await RuntimeProcess.start({ files: echo });
      const { errorType, errorMessage } = errorOf(await runtime.invoke(1, { [header]: "{oops" }));
      expect([errorType, errorMessage]).toEqual(["Runtime.PlatformError", `The header ${header} is not JSON`]);
      expect((await runtime.invoke(2)).text).toBe("2");
    },
  );

  test("E26 the W3C trace context", async () => {
    await using runtime = await RuntimeProcess.start({ files: handler("return context.w3c();") });
    const w3c = { traceparent: "00-a-b-01", tracestate: "k=v", baggage: "x=y" };
    const given = await runtime.invoke(
      {},
      { "Lambda-Runtime-Client-Context": JSON.stringify({ w3c: { ...w3c, other: 1 } }) },
    );
    const none = await runtime.invoke({});
    expect([JSON.parse(given.text), JSON.parse(none.text)]).toEqual([w3c, {}]);
  });

  test("E27 the trace id is in the environment for its own invocation only", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler("return process.env._X_AMZN_TRACE_ID ?? null;"),
    });
    const traced = await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" });
    const untraced = await runtime.invoke({});
    expect([traced.text, untraced.text]).toEqual([`"Root=1"`, "null"]);
  });

  test("E28 the invoke store, by the keys that the AWS SDK reads", async () => {
    await using runtime = await RuntimeProcess.start({
      files: handler(`const store = globalThis.awslambda.InvokeStore;
        return ["_AWS_LAMBDA_REQUEST_ID", "_AWS_LAMBDA_X_RAY_TRACE_ID", "_AWS_LAMBDA_TENANT_ID"].map((key) => store.get(Symbol.for(key)) ?? null);`),
    });
    const first = await runtime.invoke(
      {},
      { "Lambda-Runtime-Trace-Id": "Root=1", "Lambda-Runtime-Aws-Tenant-Id": "t" },
    );
    const second = await runtime.invoke({});
    expect([first.text, second.text]).toEqual([`["request-1","Root=1","t"]`, `["request-2",null,null]`]);
  });
});

test("E28 the package that the AWS SDK reads its trace id with finds the runtime's store", async () => {
  const reader = Bun.resolveSync("@aws/lambda-invoke-store", import.meta.dir);
  await using runtime = await RuntimeProcess.start({
    files: {
      "index.mjs": `import { InvokeStore } from ${JSON.stringify(reader)};
        const store = await InvokeStore.getInstanceAsync();
        export const handler = async () => [store.getRequestId(), store.getXRayTraceId(), store === awslambda.InvokeStore];`,
    },
  });
  const posted = await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" });
  expect(posted.text).toBe(`["request-1","Root=1",true]`);
});

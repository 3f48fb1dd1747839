import { echo, handler } from "../../testing/function-files.ts";
import { functionArn } from "../../testing/runtime-api-stand-in.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { errorOf, resultOf } from "../scenario.ts";
import { expectEqual } from "../unmet-expectation.ts";

const contextIsBuiltOutside = "it builds the context outside of the invocation: the process ends with nothing posted";

export const handlerViewCases: readonly ConformanceCase[] = [
  {
    number: "E25",
    title: "the context has its fields",
    run: async (start) => {
      await using runtime = await start({
        files:
          handler(`const { functionName, functionVersion, memoryLimitInMB, logGroupName, logStreamName, awsRequestId,
          invokedFunctionArn, clientContext, identity, tenantId, xRayTraceId } = context;
          return { functionName, functionVersion, memoryLimitInMB, logGroupName, logStreamName, awsRequestId,
            invokedFunctionArn, clientContext, identity, tenantId, xRayTraceId };`),
      });
      const posted = await runtime.invoke(
        {},
        {
          "Lambda-Runtime-Trace-Id": "Root=1-2-3;Sampled=1",
          "Lambda-Runtime-Client-Context": `{"client":{"app_title":"x"}}`,
          "Lambda-Runtime-Cognito-Identity": `{"cognitoIdentityId":"id"}`,
          "Lambda-Runtime-Aws-Tenant-Id": "tenant",
        },
      );
      expectEqual("context", resultOf(posted), {
        functionName: "conformance",
        functionVersion: "$LATEST",
        memoryLimitInMB: "512",
        logGroupName: "/aws/lambda/conformance",
        logStreamName: "2026/01/01/[$LATEST]0123456789abcdef",
        awsRequestId: "request-1",
        invokedFunctionArn: functionArn,
        clientContext: { client: { app_title: "x" } },
        identity: { cognitoIdentityId: "id" },
        tenantId: "tenant",
        xRayTraceId: "Root=1-2-3;Sampled=1",
      });
    },
  },
  {
    number: "E25",
    title: "the remaining time counts down to the deadline",
    run: async (start) => {
      await using runtime = await start({
        files: handler(
          "const left = context.getRemainingTimeInMillis(); return [typeof left, left > 0 && left <= 30000];",
        ),
      });
      expectEqual("type, and whether it is in range", resultOf(await runtime.invoke({})), ["number", true]);
    },
  },
  {
    number: "E25",
    title: "a client context of UTF-8",
    run: async (start) => {
      await using runtime = await start({ files: handler("return context.clientContext;") });
      const posted = await runtime.invoke({}, { "Lambda-Runtime-Client-Context": `{"title":"ü👋"}` });
      expectEqual("client context", resultOf(posted), { title: "ü👋" });
    },
  },
  ...["Lambda-Runtime-Client-Context", "Lambda-Runtime-Cognito-Identity"].map((header): ConformanceCase => ({
    number: "E25",
    title: `bad JSON in ${header} is an invocation error`,
    differs: { "node-ric": contextIsBuiltOutside },
    run: async (start) => {
      await using runtime = await start({ files: echo });
      errorOf(await runtime.invoke(1, { [header]: "{oops" }));
      expectEqual("the next result", resultOf(await runtime.invoke(2)), 2);
    },
  })),
  {
    number: "E26",
    title: "the W3C trace context",
    differs: { "node-ric": "4.0.2 has no context.w3c" },
    run: async (start) => {
      await using runtime = await start({ files: handler("return context.w3c();") });
      const w3c = { traceparent: "00-a-b-01", tracestate: "k=v", baggage: "x=y" };
      const posted = await runtime.invoke({}, { "Lambda-Runtime-Client-Context": JSON.stringify({ w3c }) });
      expectEqual("w3c()", resultOf(posted), w3c);
    },
  },
  {
    number: "E27",
    title: "the trace id is in the environment for its own invocation only",
    run: async (start) => {
      await using runtime = await start({ files: handler("return process.env._X_AMZN_TRACE_ID ?? null;") });
      const traced = resultOf(await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" }));
      const untraced = resultOf(await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": undefined }));
      expectEqual("variable", [traced, untraced], ["Root=1", null]);
    },
  },
  {
    number: "E28",
    title: "the invoke store has the request id and the trace id of each invocation",
    run: async (start) => {
      await using runtime = await start({
        files: handler(`const store = globalThis.awslambda.InvokeStore;
          return ["_AWS_LAMBDA_REQUEST_ID", "_AWS_LAMBDA_X_RAY_TRACE_ID"].map((key) => store.get(Symbol.for(key)) || null);`),
      });
      const first = resultOf(await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": "Root=1" }));
      const second = resultOf(await runtime.invoke({}, { "Lambda-Runtime-Trace-Id": undefined }));
      expectEqual(
        "values",
        [first, second],
        [
          ["request-1", "Root=1"],
          ["request-2", null],
        ],
      );
    },
  },
  {
    number: "E28",
    title: "the invoke store has the tenant id",
    differs: { "node-ric": "4.0.2 puts the tenant id into the context only" },
    run: async (start) => {
      await using runtime = await start({
        files: handler(`return awslambda.InvokeStore.get(Symbol.for("_AWS_LAMBDA_TENANT_ID")) ?? null;`),
      });
      const tenant = resultOf(await runtime.invoke({}, { "Lambda-Runtime-Aws-Tenant-Id": "t" }));
      expectEqual("values", [tenant, resultOf(await runtime.invoke({}))], ["t", null]);
    },
  },
];

import type { LambdaContext } from "../../context.ts";

/** The context of an invocation that has the given time left. */
export function lambdaContext(remainingMs = 30_000): LambdaContext {
  return {
    functionName: "pets",
    functionVersion: "$LATEST",
    memoryLimitInMB: "512",
    logGroupName: "/aws/lambda/pets",
    logStreamName: "2026/01/01/[$LATEST]0123456789abcdef",
    awsRequestId: "request-1",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:000000000000:function:pets",
    clientContext: undefined,
    identity: undefined,
    tenantId: undefined,
    xRayTraceId: undefined,
    getRemainingTimeInMillis: () => remainingMs,
    w3c: () => ({}),
  };
}

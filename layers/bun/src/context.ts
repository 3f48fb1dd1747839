import type { EnvironmentVariables } from "./environment.ts";
import type { Invocation } from "./invocation.ts";
import { RuntimeError } from "./runtime-error.ts";

/** W3C trace context of the caller, as far as it came. */
export interface W3CTraceContext {
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly baggage?: string;
}

/**
 * The second argument of a handler.
 *
 * Source: AWS documentation, "Using the Lambda context object to retrieve Node.js function information".
 */
export interface LambdaContext {
  readonly functionName: string | undefined;
  readonly functionVersion: string | undefined;
  /** A string, as in every Lambda runtime for JavaScript. */
  readonly memoryLimitInMB: string | undefined;
  readonly logGroupName: string | undefined;
  readonly logStreamName: string | undefined;
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  /** What a mobile client passed, parsed, without its member `w3c`. */
  readonly clientContext: unknown;
  /** The Cognito identity of a mobile client, parsed. */
  readonly identity: unknown;
  readonly tenantId: string | undefined;
  readonly xRayTraceId: string | undefined;
  /** Milliseconds until the invocation times out; negative once it has. */
  getRemainingTimeInMillis(): number;
  w3c(): W3CTraceContext;
}

/**
 * Makes the context of one invocation.
 *
 * @throws RuntimeError `Runtime.PlatformError` when a required header is missing, or one that holds JSON is not JSON.
 */
export function createContext(invocation: Invocation, variables: EnvironmentVariables): LambdaContext {
  const deadline = Number.parseInt(required(invocation.deadlineMs, "Lambda-Runtime-Deadline-Ms"), 10);
  if (Number.isNaN(deadline))
    throw new RuntimeError("Runtime.PlatformError", "Lambda-Runtime-Deadline-Ms is not a number");
  const clientContext = parseJson(invocation.clientContext, "Lambda-Runtime-Client-Context");
  const traceContext = takeTraceContext(clientContext);
  return {
    functionName: variables["AWS_LAMBDA_FUNCTION_NAME"],
    functionVersion: variables["AWS_LAMBDA_FUNCTION_VERSION"],
    memoryLimitInMB: variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
    logGroupName: variables["AWS_LAMBDA_LOG_GROUP_NAME"],
    logStreamName: variables["AWS_LAMBDA_LOG_STREAM_NAME"],
    awsRequestId: invocation.requestId,
    invokedFunctionArn: required(invocation.invokedFunctionArn, "Lambda-Runtime-Invoked-Function-Arn"),
    clientContext,
    identity: parseJson(invocation.cognitoIdentity, "Lambda-Runtime-Cognito-Identity"),
    tenantId: invocation.tenantId,
    xRayTraceId: invocation.traceId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
    w3c: () => traceContext,
  };
}

function required(value: string | undefined, header: string): string {
  if (value !== undefined) return value;
  throw new RuntimeError("Runtime.PlatformError", `The Runtime API sent no header ${header}`);
}

function parseJson(text: string | undefined, header: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RuntimeError("Runtime.PlatformError", `The header ${header} is not JSON`, { cause });
  }
}

/** Moves the trace context out of the client context: it is the platform's, not the client's. */
function takeTraceContext(clientContext: unknown): W3CTraceContext {
  if (!isRecord(clientContext)) return Object.freeze({});
  const { w3c } = clientContext;
  delete clientContext["w3c"];
  if (!isRecord(w3c)) return Object.freeze({});
  const { traceparent, tracestate, baggage } = w3c;
  return Object.freeze({
    ...(typeof traceparent === "string" && { traceparent }),
    ...(typeof tracestate === "string" && { tracestate }),
    ...(typeof baggage === "string" && { baggage }),
  });
}

function isRecord(value: unknown): value is Record<"w3c" | keyof W3CTraceContext, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { dirname } from "node:path";
import type { Deployment } from "./deployment.ts";
import { LambdaError } from "./lambda-error.ts";

/** What is the same for every environment of a function. */
export interface FunctionConfiguration {
  readonly name: string;
  readonly region: string;
  /** Of an invocation. */
  readonly timeoutMs: number;
  /** Of the init that precedes an environment's first invocation. */
  readonly initLimitMs: number;
  readonly memoryMB: number;
  /** Absolute path of the layer's bootstrap. */
  readonly bootstrap: string;
  /** The variables that the function's owner sets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What is of one environment only. */
export interface EnvironmentIdentity {
  readonly runtimeApi: string;
  readonly logStream: string;
}

// The service's own link-local address of the X-Ray daemon must not be spoken to from here; nothing listens on this one.
const xrayHost = "127.0.0.1";
const xrayPort = "2000";

/**
 * The whole environment of a runtime's process on `provided.al2023`: nothing of the developer's shell is in it (no `HOME`,
 * no `PWD`), nor what only managed runtimes get (no `AWS_EXECUTION_ENV`, no `NODE_PATH`).
 *
 * What differs from AWS: the layer's folder stands where `/opt` would, the task root where `/var/task` would; the
 * credentials belong to nobody; the address of the X-Ray daemon is the loopback's.
 *
 * Source: AWS documentation, "Defined runtime environment variables"; environments recorded from AWS.
 */
export function environmentVariables(
  configuration: FunctionConfiguration,
  deployment: Deployment,
  identity: EnvironmentIdentity,
): Record<string, string> {
  const layer = dirname(configuration.bootstrap);
  const task = deployment.taskRoot;
  return {
    // A function's owner may override these.
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: `${xrayHost}:${xrayPort}`,
    LANG: "en_US.UTF-8",
    LD_LIBRARY_PATH: `/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:${task}:${task}/lib:${layer}/lib`,
    PATH: `/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:${layer}/bin`,
    TZ: ":UTC",
    ...configuration.environment,
    ...deployment.linkVariables,
    ...reservedVariables(configuration, deployment, identity),
  };
}

/**
 * Refuses what Lambda refuses in a function's configuration.
 *
 * @throws LambdaError `RESERVED_VARIABLE` when a name is one that only Lambda itself sets.
 */
export function checkConfiguredVariables(functionName: string, environment: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(environment).filter((name) => reservedNames.has(name));
  if (reserved.length === 0) return;
  throw new LambdaError(
    "RESERVED_VARIABLE",
    `The environment of ${functionName} sets ${reserved.join(", ")}, which Lambda reserves: remove it.`,
  );
}

function reservedVariables(
  { name, region, memoryMB }: Pick<FunctionConfiguration, "name" | "region" | "memoryMB">,
  { taskRoot, handler }: Pick<Deployment, "taskRoot" | "handler">,
  { runtimeApi, logStream }: EnvironmentIdentity,
): Record<string, string> {
  return {
    _AWS_XRAY_DAEMON_ADDRESS: xrayHost,
    _AWS_XRAY_DAEMON_PORT: xrayPort,
    _HANDLER: handler,
    AWS_ACCESS_KEY_ID: "local",
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMB),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LAMBDA_TASK_ROOT: taskRoot,
  };
}

const reservedNames: ReadonlySet<string> = new Set([
  ...Object.keys(
    reservedVariables(
      { name: "", region: "", memoryMB: 0 },
      { taskRoot: "", handler: "" },
      { runtimeApi: "", logStream: "" },
    ),
  ),
  "_X_AMZN_TRACE_ID",
  "AWS_EXECUTION_ENV",
]);

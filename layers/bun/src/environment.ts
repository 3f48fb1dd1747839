import { readMaxConcurrency } from "./concurrency.ts";
import type { RuntimeApiAddress } from "./runtime-api-address.ts";
import { parseRuntimeApiAddress } from "./runtime-api-address.ts";
import { RuntimeError } from "./runtime-error.ts";

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** What the runtime must know before it can report anything. */
export interface Environment {
  readonly runtimeApi: RuntimeApiAddress;
  /** `_HANDLER`, unchecked. */
  readonly handlerName: string;
  /** Folder of the function's code, without a slash at its end. */
  readonly taskRoot: string;
  /** Invocations served at once; undefined where it is one. */
  readonly maxConcurrency: number | undefined;
  /** Whether a snapshot is taken at the end of init. */
  readonly snapStart: boolean;
}

/**
 * Reads the variables that Lambda sets for a runtime. None has a default: the address of the API differs between
 * Amazon Linux 2 and 2023.
 *
 * Source: AWS documentation, "Defined runtime environment variables".
 *
 * @throws RuntimeError `Runtime.PlatformError` naming the first variable that is missing or malformed.
 */
export function readEnvironment(variables: EnvironmentVariables): Environment {
  return {
    runtimeApi: parseRuntimeApiAddress(required(variables, "AWS_LAMBDA_RUNTIME_API")),
    handlerName: required(variables, "_HANDLER"),
    taskRoot: required(variables, "LAMBDA_TASK_ROOT").replace(/(?<=.)\/+$/, ""),
    maxConcurrency: readMaxConcurrency(variables),
    snapStart: variables["AWS_LAMBDA_INITIALIZATION_TYPE"] === "snap-start",
  };
}

/** The variables as a process that is started takes them. */
export function definedVariables(variables: EnvironmentVariables): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) defined[name] = value;
  return defined;
}

/** Whether a switch is on: `1` or `true`, as Lambda's own runtimes read theirs. */
export function isEnabled(variables: EnvironmentVariables, name: string): boolean {
  return variables[name] === "1" || variables[name] === "true";
}

function required(variables: EnvironmentVariables, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new RuntimeError("Runtime.PlatformError", `${name} environment variable is not set`);
}

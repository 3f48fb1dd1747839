import type { EnvironmentVariables } from "./environment.ts";
import { RuntimeError } from "./runtime-error.ts";

/**
 * Reads `AWS_LAMBDA_MAX_CONCURRENCY`: how many invocations the environment serves at once. Undefined where it serves
 * one, as everywhere but on Lambda Managed Instances.
 *
 * @throws RuntimeError `Runtime.PlatformError` when it is not a positive integer.
 */
export function readMaxConcurrency(variables: EnvironmentVariables): number | undefined {
  const value = variables["AWS_LAMBDA_MAX_CONCURRENCY"];
  if (!value) return undefined;
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new RuntimeError("Runtime.PlatformError", `AWS_LAMBDA_MAX_CONCURRENCY is "${value}": it must be a number`);
}

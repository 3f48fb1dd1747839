/** Why an invocation has no result: what its caller gets and what the REPORT line says. */
export interface FunctionFailure {
  readonly status: "error" | "timeout";
  /** For instance `Runtime.ExitError`; absent for a timeout, as in the REPORT line. */
  readonly errorType?: string;
  /** The error JSON that the caller gets. */
  readonly payload: Uint8Array;
  /** What the log says between START and END. */
  readonly logLines: readonly string[];
}

/** The runtime's process ended before it was done; `reason` is in Lambda's words. */
export function exitFailure(requestId: string, reason: string): FunctionFailure {
  return platformFailure("Runtime.ExitError", `RequestId: ${requestId} Error: ${reason}`);
}

/** There is no bootstrap that can be executed at `path`. */
export function entrypointFailure(requestId: string, path: string): FunctionFailure {
  const message = `RequestId: ${requestId} Error: Couldn't find valid bootstrap(s): [${path}]`;
  return platformFailure("Runtime.InvalidEntrypoint", message);
}

/** The function's timeout passed. */
export function timeoutFailure(requestId: string, timeoutMs: number, now: Date): FunctionFailure {
  const text = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  return {
    status: "timeout",
    payload: errorJson("Sandbox.Timedout", `RequestId: ${requestId} Error: ${text}`),
    logLines: [`${now.toISOString()} ${requestId} ${text}`],
  };
}

/** The payload of an invocation whose response was over so many bytes. */
export function responseTooLarge(limit: number): Uint8Array {
  const message = `Response payload size exceeded maximum allowed payload size (${limit} bytes).`;
  return errorJson("Function.ResponseSizeTooLarge", message);
}

/**
 * The error type that Lambda records for one that a runtime reports: as it is where it has the form
 * `Runtime.Name` or `Function.Name`, otherwise `Function.Unknown` or `Runtime.Unknown`.
 *
 * Source: AWS Lambda Runtime Interface Emulator.
 */
export function recordedErrorType(reported: string | undefined): string {
  if (reported !== undefined && /(Runtime|Function)\.[A-Z][a-zA-Z]+/.test(reported)) return reported;
  return reported?.startsWith("Function.") === true ? "Function.Unknown" : "Runtime.Unknown";
}

function platformFailure(errorType: string, errorMessage: string): FunctionFailure {
  return {
    status: "error",
    errorType,
    payload: errorJson(errorType, errorMessage),
    logLines: [errorMessage, errorType],
  };
}

/** The error JSON that the caller of a failed function gets. */
export function errorJson(errorType: string, errorMessage: string): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ errorType, errorMessage }));
}

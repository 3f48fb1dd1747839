import { describeThrown } from "./thrown-error.ts";

/** Error types of the runtime itself, all of the form that the platform accepts: `Runtime.` and a name in letters. */
export type RuntimeErrorCode =
  | "Runtime.AfterRestoreError"
  | "Runtime.BeforeSnapshotError"
  | "Runtime.CallbackHandlerDeprecated"
  | "Runtime.ExecWrapperFailed"
  | "Runtime.HandlerNotFound"
  | "Runtime.ImportModuleError"
  | "Runtime.InvalidFetchResponse"
  | "Runtime.JSONStringifyError"
  | "Runtime.MalformedHandlerName"
  | "Runtime.MalformedStreamingHandler"
  | "Runtime.NotAnHttpEvent"
  | "Runtime.PlatformError"
  | "Runtime.ResponseStreamClosed"
  | "Runtime.UnhandledPromiseRejection"
  | "Runtime.UnmarshalError"
  | "Runtime.UserCodeSyntaxError"
  | "Runtime.WebSocketNotSupported";

/**
 * A failure that the runtime found, as against one that the handler threw. `name` and `code` hold the stable code,
 * which becomes the `errorType` of what is posted.
 */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = code;
    this.code = code;
  }

  /** Names something that the user's code threw. Its stack is kept: the runtime's own would say nothing to the user. */
  static for(thrown: unknown, code: RuntimeErrorCode, message = describeThrown(thrown).errorMessage): RuntimeError {
    const error = new RuntimeError(code, message, { cause: thrown });
    const { trace } = describeThrown(thrown);
    error.stack = `${code}: ${trace.length > 0 ? trace.join("\n") : message}`;
    return error;
  }
}

import { RuntimeError } from "./runtime-error.ts";
import { describeThrown, isError, readText } from "./thrown-error.ts";

/**
 * Names what went wrong while the user's module was loaded: a syntax error, a missing module, or what the module's own
 * code threw, which stays as it is. Bun reports the first two as `BuildMessage` and `ResolveMessage`, several of them
 * as an `AggregateError`.
 */
export function toLoadError(thrown: unknown): unknown {
  const errors = thrown instanceof AggregateError && thrown.errors.length > 0 ? thrown.errors : [thrown];
  if (errors.some(isSyntaxError)) return loadError("Runtime.UserCodeSyntaxError", thrown, errors);
  if (errors.some(isMissingModule)) return loadError("Runtime.ImportModuleError", thrown, errors);
  return thrown;
}

function loadError(
  code: "Runtime.UserCodeSyntaxError" | "Runtime.ImportModuleError",
  thrown: unknown,
  errors: readonly unknown[],
): RuntimeError {
  const message = errors.map(describe).join("\n");
  const error = new RuntimeError(code, message, { cause: thrown });
  // The stack of this object is the runtime's own; the user needs theirs, as far as there is one.
  const stack = isError(thrown) ? readText(thrown, "stack") : undefined;
  error.stack = `${code}: ${stack ?? message}`;
  return error;
}

/** `SyntaxError: message (file:line:column)`, the place where Bun gives one. */
function describe(error: unknown): string {
  const { errorMessage } = describeThrown(error);
  const kind = isSyntaxError(error) ? "SyntaxError" : "Error";
  if (!(error instanceof BuildMessage) || error.position === null) return `${kind}: ${errorMessage}`;
  const { file, line, column } = error.position;
  return `${kind}: ${errorMessage} (${file}:${line}:${column})`;
}

function isSyntaxError(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof BuildMessage;
}

function isMissingModule(error: unknown): boolean {
  if (error instanceof ResolveMessage) return true;
  const code = isError(error) ? readText(error, "code") : undefined;
  return code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND";
}

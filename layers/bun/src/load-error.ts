import { RuntimeError } from "./runtime-error.ts";
import { describeThrown, isError, readText } from "./thrown-error.ts";

/**
 * Names what went wrong while the user's module was loaded: a syntax error, a missing module, or what the module's own
 * code threw, which stays as it is. Bun reports the first two as `BuildMessage` and `ResolveMessage`, several of them
 * as an `AggregateError`.
 */
export function toLoadError(thrown: unknown): unknown {
  const errors = thrown instanceof AggregateError && thrown.errors.length > 0 ? thrown.errors : [thrown];
  const message = errors.map(describe).join("\n");
  if (errors.some(isSyntaxError)) return RuntimeError.for(thrown, "Runtime.UserCodeSyntaxError", message);
  if (errors.some(isMissingModule)) return RuntimeError.for(thrown, "Runtime.ImportModuleError", message);
  return thrown;
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

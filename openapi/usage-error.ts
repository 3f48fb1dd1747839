/** The arguments of a command mean nothing. The message is one line and says which and why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Whether the arguments of a command are to blame: a {@link UsageError}, or an error of `parseArgs`, whose codes begin
 * with `ERR_PARSE_ARGS` (https://nodejs.org/api/errors.html). Any other error shall show its stack.
 */
export function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

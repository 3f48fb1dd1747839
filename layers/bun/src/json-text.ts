import { RuntimeError } from "./runtime-error.ts";
import { describeThrown } from "./thrown-error.ts";

/**
 * The JSON text of a value.
 *
 * @param subject What the value is, for the error's message: `"The handler's result"`.
 * @throws RuntimeError `Runtime.JSONStringifyError` when the value has none: a BigInt, a cycle, a function, undefined.
 */
export function toJsonText(value: unknown, subject: string): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (cause) {
    throw unserialisable(subject, describeThrown(cause).errorMessage, cause);
  }
  if (json === undefined) throw unserialisable(subject, `${typeof value} has no JSON`);
  return json;
}

function unserialisable(subject: string, reason: string, cause?: unknown): RuntimeError {
  return new RuntimeError("Runtime.JSONStringifyError", `${subject} cannot be written as JSON: ${reason}`, { cause });
}

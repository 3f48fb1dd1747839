import { createContext } from "./context.ts";
import type { EnvironmentVariables } from "./environment.ts";
import type { BufferedHandler } from "./handler-loader.ts";
import type { Invocation } from "./invocation.ts";
import { RuntimeError } from "./runtime-error.ts";
import { describeThrown } from "./thrown-error.ts";

/** How a handler ended: the JSON text of its result, or what was thrown. */
export type BufferedOutcome =
  | { readonly status: "returned"; readonly json: string }
  | { readonly status: "threw"; readonly thrown: unknown };

const decoder = new TextDecoder();

/** Calls the handler with the event and its context. Never rejects: whatever goes wrong belongs to the invocation. */
export async function callBuffered(
  handler: BufferedHandler,
  invocation: Invocation,
  variables: EnvironmentVariables,
): Promise<BufferedOutcome> {
  try {
    const context = createContext(invocation, variables);
    const result = await handler(parseEvent(invocation.event), context);
    return { status: "returned", json: toJson(result) };
  } catch (thrown) {
    return { status: "threw", thrown };
  }
}

function parseEvent(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new RuntimeError("Runtime.UnmarshalError", "The event is not JSON", { cause });
  }
}

/** `undefined` becomes `null`: a handler that returns nothing has succeeded. */
function toJson(result: unknown): string {
  if (result === undefined) return "null";
  let json: string | undefined;
  try {
    json = JSON.stringify(result);
  } catch (cause) {
    throw unserialisable(describeThrown(cause).errorMessage, cause);
  }
  if (json === undefined) throw unserialisable(`a ${typeof result} has no JSON`);
  return json;
}

function unserialisable(reason: string, cause?: unknown): RuntimeError {
  const message = `The handler's result cannot be written as JSON: ${reason}`;
  return new RuntimeError("Runtime.JSONStringifyError", message, { cause });
}

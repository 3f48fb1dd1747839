import { withoutRuntimeFrames } from "./stack-frames.ts";

/** What the Runtime API takes as an error, and what a caller of the function reads. */
export interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The lines of the stack, the first one naming the error. */
  readonly trace: readonly string[];
}

/** Caps keep the error of a runaway message below the API's limit of 6 MB, so that it still arrives. */
const maxMessageLength = 256 * 1024;
const maxTraceLength = 256 * 1024;

/**
 * Describes anything that can be thrown, and never throws itself: proxies, getters that throw, errors without a stack
 * and values that have no text are all described as far as they let themselves be read.
 */
export function describeThrown(thrown: unknown): ErrorDocument {
  if (!isError(thrown)) {
    return { errorType: thrown === null ? "null" : typeof thrown, errorMessage: cap(toText(thrown)), trace: [] };
  }
  return {
    errorType: readText(thrown, "name") || "Error",
    errorMessage: cap(readText(thrown, "message") ?? "The message of the thrown error cannot be read."),
    trace: readStack(thrown),
  };
}

/** `instanceof Error`, without running into the traps of a proxy. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error;
  } catch {
    return false;
  }
}

/** The lines of an error's stack without the runtime's own frames; none where there is no stack or it cannot be read. Bun's syntax errors have none. */
export function readStack(error: Error): string[] {
  const stack = readText(error, "stack")?.slice(0, maxTraceLength);
  return stack === undefined ? [] : withoutRuntimeFrames(stack).split("\n");
}

/** A string property, or undefined where it is missing, of another type or throws. */
export function readText(value: object, key: string): string | undefined {
  try {
    const property: unknown = Reflect.get(value, key);
    return typeof property === "string" ? property : undefined;
  } catch {
    return undefined;
  }
}

/** The enumerable fields that an error has beside name, message and stack, `code` for instance. */
export function ownFields(error: Error): Record<string, unknown> {
  try {
    return Object.fromEntries(Object.entries(error).filter(([key]) => !/^(?:name|message|stack)$/.test(key)));
  } catch {
    return {};
  }
}

/**
 * The error type in the form that the platform accepts in a header, `(Runtime|Function).Name`; any other would be
 * recorded as `Runtime.Unknown`. An error of the user's code, `TypeError`, becomes `Function.TypeError`.
 *
 * Source: the error types of the Lambda Runtime Interface Emulator.
 */
export function acceptedErrorType(errorType: string): string {
  if (/^(?:Runtime|Function)\.[A-Z][a-zA-Z]+$/.test(errorType)) return errorType;
  return /^[A-Z][a-zA-Z]+$/.test(errorType) ? `Function.${errorType}` : "Function.Unknown";
}

function toText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "The thrown value has no text.";
  }
}

function cap(text: string): string {
  return text.length <= maxMessageLength ? text : `${text.slice(0, maxMessageLength)}…`;
}

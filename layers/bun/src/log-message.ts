import { withoutRuntimeFrames } from "./stack-frames.ts";

/**
 * The text of a console call, as `console.log` of Node.js prints it. Plain strings are joined here, so that `node:util`
 * is loaded only for what it formats better. Never throws: a value that cannot be inspected is left out by name.
 */
export function formatMessage(values: readonly unknown[]): string {
  const [first] = values;
  if (values.every(isPlain) && !(typeof first === "string" && first.includes("%"))) return values.join(" ");
  try {
    const [start, ...rest] = values.map(inspectable);
    const { format } = process.getBuiltinModule("node:util");
    // Only a string of the caller's is a format.
    return withoutRuntimeFrames(start === first ? format(start, ...rest) : format("%s", start, ...rest));
  } catch {
    return values.map((value) => (isPlain(value) ? value : `[${typeof value} that cannot be inspected]`)).join(" ");
  }
}

/** Bun's `node:util` prints these as `{}`. */
const opaqueToUtil = [Headers, Request, Response, Blob, FormData, AbortSignal];

function inspectable(value: unknown): unknown {
  return opaqueToUtil.some((type) => value instanceof type) ? Bun.inspect(value) : value;
}

function isPlain(value: unknown): value is string | boolean {
  return typeof value === "string" || typeof value === "boolean";
}

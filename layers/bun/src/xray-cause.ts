import { escapeHeaderValue } from "./header-value.ts";
import type { ErrorDocument } from "./thrown-error.ts";

interface Frame {
  readonly path: string;
  readonly line: number;
  readonly label: string;
}

/** The platform drops a longer one. */
const maxBytes = 64 * 1024;
const maxFrames = 50;
const maxMessageLength = 2048;

/**
 * Value of `Lambda-Runtime-Function-XRay-Error-Cause`: the exception as X-Ray shows it, in ASCII and at most 64 KiB.
 * Undefined where even the shortened form is longer.
 *
 * Source: AWS documentation, "AWS X-Ray segment documents", `cause`.
 */
export function xrayCause(error: ErrorDocument, workingDirectory: string): string | undefined {
  const stack = error.trace.slice(0, maxFrames).flatMap(toFrame);
  const cause = escapeHeaderValue(
    JSON.stringify({
      working_directory: workingDirectory,
      exceptions: [{ type: error.errorType, message: error.errorMessage.slice(0, maxMessageLength), stack }],
      paths: [...new Set(stack.map((frame) => frame.path))],
    }),
  );
  return cause.length <= maxBytes ? cause : undefined;
}

/** `at label (path:line:column)` or `at path:line:column`. */
function toFrame(line: string): Frame[] {
  const match = /^\s*at (?:(.*) \()?(.*?):(\d+)(?::\d+)?\)?$/.exec(line);
  if (match === null) return [];
  const [, label, path = "", number] = match;
  return [{ path, line: Number(number), label: label || "anonymous" }];
}

import { formatMessage } from "./log-message.ts";
import type { LogLevelName } from "./log-level.ts";
import { isError, ownFields, readStack, readText } from "./thrown-error.ts";

/** One call of a console method. */
export interface LogEntry {
  readonly time: Date;
  readonly level: LogLevelName;
  /** `-` outside an invocation. */
  readonly requestId: string;
  readonly tenantId: string | undefined;
  /** What the method was called with. */
  readonly values: readonly unknown[];
}

/** `ISO time, request id, level, message` with tabs between. May have several lines. */
export function formatTextEntry(entry: LogEntry): string {
  return `${entry.time.toISOString()}\t${entry.requestId}\t${entry.level}\t${formatMessage(entry.values)}`;
}

/**
 * One JSON object on one line. A single value keeps its structure in `message`; several are formatted into a text, and
 * the first error among them also gives `errorType`, `errorMessage` and `stackTrace`.
 *
 * Source: AWS documentation, "Using Lambda advanced logging controls with Node.js".
 */
export function formatJsonEntry(entry: LogEntry): string {
  const fields = {
    timestamp: entry.time.toISOString(),
    level: entry.level,
    requestId: entry.requestId,
    ...(entry.tenantId === undefined ? {} : { tenantId: entry.tenantId }),
  };
  const [value, ...rest] = entry.values;
  if (rest.length === 0) {
    try {
      return JSON.stringify({ ...fields, message: value }, (_key, part: unknown) =>
        isError(part) ? errorFields(part) : part,
      );
    } catch {
      return JSON.stringify({ ...fields, message: formatMessage(entry.values) });
    }
  }
  const error = rest.find(isError);
  return JSON.stringify({ ...fields, message: formatMessage(entry.values), ...(error && describe(error)) });
}

function describe(error: Error): Record<string, unknown> {
  return {
    errorType: readText(error, "name") || "Error",
    errorMessage: readText(error, "message") ?? "",
    stackTrace: readStack(error),
  };
}

/** The description and the error's own enumerable fields, `code` for instance. */
function errorFields(error: Error): Record<string, unknown> {
  return { ...describe(error), ...ownFields(error) };
}

import type { Clock } from "../../application/ports/clock.ts";
import type { LogFields, Logger } from "../../application/ports/logger.ts";
import { describeError } from "./describe-error.ts";
import type { LineSink } from "./line-sink.ts";

export type LogLevel = "DEBUG" | "INFO" | "WARN" | "ERROR";

/**
 * Every level that a function can be configured to, by importance. This logger writes nothing below DEBUG, so that TRACE
 * is the same, and nothing as important as FATAL.
 *
 * Source: AWS documentation, "Log and monitor … Lambda functions", "Log-level filtering".
 */
const importance: ReadonlyMap<string, number> = new Map([
  ["TRACE", 0],
  ["DEBUG", 0],
  ["INFO", 1],
  ["WARN", 2],
  ["ERROR", 3],
  ["FATAL", 4],
]);
const defaultImportance = 1;

function importanceOf(level: string): number {
  return importance.get(level) ?? defaultImportance;
}

/** Fields whose names say that they hold a secret or a body lose their value, wherever they stand. A token's id is none. */
const withheldName = /authorization|cookie|credential|password|secret|token(?!Id$)|api-?key|body/i;

/**
 * Writes one JSON object a line. The names `timestamp`, `level`, `message` and `requestId` are those that Lambda's own
 * JSON log lines have.
 *
 * Source: AWS documentation, "Log and monitor … Lambda functions", "Lambda JSON log format".
 */
export class JsonLogger implements Logger {
  readonly #sink: LineSink;
  readonly #clock: Clock;
  readonly #minimum: number;

  /** @param minimum Entries below it are dropped; anything that is no level counts as `INFO`. */
  constructor(sink: LineSink, clock: Clock, minimum = "INFO") {
    this.#sink = sink;
    this.#clock = clock;
    this.#minimum = importanceOf(minimum);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#write("DEBUG", message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#write("INFO", message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#write("WARN", message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#write("ERROR", message, fields);
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    if (importanceOf(level) < this.#minimum) return;
    const entry = { timestamp: this.#clock.now().toISOString(), level, message };
    const error = "error" in fields && { error: describeError(fields["error"]) };
    const line = stringify({ ...entry, ...fields, ...error, ...entry }) ?? stringify(entry);
    if (line !== undefined) this.#sink.writeLine(line);
  }
}

/** Undefined where a field cannot be put into JSON, such as a cycle: a log entry must never fail a request. */
function stringify(entry: LogFields): string | undefined {
  try {
    return JSON.stringify(entry, (name, value: unknown) => {
      if (withheldName.test(name)) return "[withheld]";
      if (value instanceof Error) return describeError(value);
      return typeof value === "bigint" ? value.toString() : value;
    });
  } catch {
    return undefined;
  }
}

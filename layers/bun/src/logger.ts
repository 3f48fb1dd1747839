import type { InvokeStore } from "./invoke-store.ts";
import { parseLogLevel, severity } from "./log-level.ts";
import type { LogLevelName } from "./log-level.ts";
import type { LogFormat } from "./log-format.ts";
import { parseLogFormat } from "./log-format.ts";
import { LineSink, TelemetrySink, descriptorWriter } from "./log-sink.ts";
import type { LogSink } from "./log-sink.ts";
import { describeThrown, isError, ownFields } from "./thrown-error.ts";

/**
 * Makes the logger of the process. Takes the telemetry descriptor out of the variables, so that no code after it writes
 * there unframed; without one, entries are lines.
 */
export function createLogger(
  variables: Record<string, string | undefined>,
  store: InvokeStore,
  writeLine: (line: string) => void,
  format: LogFormat = parseLogFormat(variables["AWS_LAMBDA_LOG_FORMAT"]),
): Logger {
  const descriptor = variables["_LAMBDA_TELEMETRY_LOG_FD"];
  delete variables["_LAMBDA_TELEMETRY_LOG_FD"];
  const sink =
    descriptor !== undefined && /^\d+$/.test(descriptor)
      ? new TelemetrySink(format, descriptorWriter(Number(descriptor)))
      : new LineSink(format, writeLine);
  return new Logger(parseLogLevel(variables["AWS_LAMBDA_LOG_LEVEL"]), format, store, sink);
}

/** Filters by level and completes entries with what the current invocation is. */
export class Logger {
  readonly #minimum: number;
  readonly #format: LogFormat;
  readonly #store: InvokeStore;
  readonly #sink: LogSink;

  constructor(minimum: LogLevelName, format: LogFormat, store: InvokeStore, sink: LogSink) {
    this.#minimum = severity(minimum);
    this.#format = format;
    this.#store = store;
    this.#sink = sink;
  }

  isEnabled(level: LogLevelName): boolean {
    return severity(level) >= this.#minimum;
  }

  log(level: LogLevelName, values: readonly unknown[]): void {
    if (!this.isEnabled(level)) return;
    const store = this.#store;
    const tenantId = store.getTenantId();
    this.#sink.write({ time: new Date(), level, requestId: store.getRequestId(), tenantId, values });
  }

  /** Logs what was thrown: in text as a title and the error in JSON, otherwise as the structured error alone. */
  logThrown(title: string, thrown: unknown): void {
    const { errorType, errorMessage, trace } = describeThrown(thrown);
    if (this.#format === "text") {
      const fields = isError(thrown) ? ownFields(thrown) : {};
      this.log("ERROR", [`${title} \t${toJson({ errorType, errorMessage, ...fields, stack: trace })}`]);
      return;
    }
    this.log("ERROR", [{ errorType, errorMessage, stackTrace: trace }]);
  }
}

function toJson(fields: Record<string, unknown>): string {
  try {
    return JSON.stringify(fields);
  } catch {
    const { errorType, errorMessage, stack } = fields;
    return JSON.stringify({ errorType, errorMessage, stack });
  }
}

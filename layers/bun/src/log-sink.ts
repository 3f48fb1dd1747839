import { formatJsonEntry, formatTextEntry } from "./log-entry.ts";
import type { LogEntry } from "./log-entry.ts";
import type { LogFormat } from "./log-format.ts";
import { encodeTelemetryFrame } from "./telemetry-frame.ts";

/** Where log entries go. Writing is synchronous: an entry is out before the process can end or be frozen. */
export interface LogSink {
  write(entry: LogEntry): void;
}

/** One line an entry; a newline within one becomes a carriage return, which CloudWatch shows as a line break. */
export class LineSink implements LogSink {
  readonly #format: LogFormat;
  readonly #writeLine: (line: string) => void;

  constructor(format: LogFormat, writeLine: (line: string) => void) {
    this.#format = format;
    this.#writeLine = writeLine;
  }

  write(entry: LogEntry): void {
    const text = this.#format === "json" ? formatJsonEntry(entry) : formatTextEntry(entry);
    this.#writeLine(text.replaceAll("\n", "\r"));
  }
}

/** Frames on the descriptor that `_LAMBDA_TELEMETRY_LOG_FD` names; an entry keeps its newlines. */
export class TelemetrySink implements LogSink {
  readonly #format: LogFormat;
  readonly #writeAll: (bytes: Uint8Array) => void;

  constructor(format: LogFormat, writeAll: (bytes: Uint8Array) => void) {
    this.#format = format;
    this.#writeAll = writeAll;
  }

  write(entry: LogEntry): void {
    const message = this.#format === "json" ? formatJsonEntry(entry) : `${formatTextEntry(entry)}\n`;
    this.#writeAll(encodeTelemetryFrame(this.#format, entry.level, entry.time, message));
  }
}

/** A function that writes all of the bytes to a descriptor before it returns. */
export function descriptorWriter(descriptor: number): (bytes: Uint8Array) => void {
  const { writeSync } = process.getBuiltinModule("node:fs");
  return (bytes) => {
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
  };
}

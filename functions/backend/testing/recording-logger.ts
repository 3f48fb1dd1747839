import type { LogFields, Logger } from "../application/ports/logger.ts";

export interface LogEntry {
  readonly level: "debug" | "info" | "warn" | "error";
  readonly message: string;
  readonly fields: LogFields;
}

/** Keeps what is logged; the line that each request has apart from the rest. */
export class RecordingLogger implements Logger {
  readonly entries: LogEntry[] = [];
  readonly requests: LogFields[] = [];

  debug(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: "debug", message, fields });
  }

  info(message: string, fields: LogFields = {}): void {
    if (message === "Request answered") this.requests.push(fields);
    else this.entries.push({ level: "info", message, fields });
  }

  warn(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: "warn", message, fields });
  }

  error(message: string, fields: LogFields = {}): void {
    this.entries.push({ level: "error", message, fields });
  }
}

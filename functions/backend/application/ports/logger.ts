/** Facts of one log entry. Never secrets, never a request's or response's body. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log entries. An `error` field may hold anything that was thrown. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

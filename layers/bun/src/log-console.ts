import { consoleHelpers } from "./console-helpers.ts";
import type { Logger } from "./logger.ts";
import type { LogLevelName } from "./log-level.ts";

const methods: Readonly<Record<string, LogLevelName>> = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  fatal: "FATAL",
};

/**
 * Makes the methods of a console log through the runtime: with time, request id and level, at or above the level that
 * the function's configuration asks for. `fatal` is added. A level that is off costs a call and nothing else. The other
 * methods that print (`dir`, `table`, …) log at INFO, or WARN where they warn.
 *
 * Source: AWS documentation, "Log and monitor Node.js Lambda functions".
 */
export function patchConsole(console: object, logger: Logger): void {
  for (const [method, level] of Object.entries(methods)) {
    const write = logger.isEnabled(level) ? (...values: unknown[]): void => logger.log(level, values) : (): void => {};
    Reflect.set(console, method, write);
  }
  const log = (...values: unknown[]): void => logger.log("INFO", values);
  const warn = (...values: unknown[]): void => logger.log("WARN", values);
  Object.assign(console, consoleHelpers(log, warn));
}

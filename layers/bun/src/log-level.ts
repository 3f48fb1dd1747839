export type LogLevelName = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

/** From the least to the most severe. */
export const logLevels: readonly LogLevelName[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** Position in `LOG_LEVELS`. */
export function severity(level: LogLevelName): number {
  return logLevels.indexOf(level);
}

/** Reads `AWS_LAMBDA_LOG_LEVEL`, in any case; everything is logged where it is missing or unknown. */
export function parseLogLevel(value: string | undefined): LogLevelName {
  const name = value?.toUpperCase();
  return logLevels.find((level) => level === name) ?? "TRACE";
}

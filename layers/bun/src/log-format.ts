export type LogFormat = "text" | "json";

/** Reads `AWS_LAMBDA_LOG_FORMAT`: `JSON` in any case, otherwise text. */
export function parseLogFormat(value: string | undefined): LogFormat {
  return value?.toUpperCase() === "JSON" ? "json" : "text";
}

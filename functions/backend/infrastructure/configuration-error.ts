export type ConfigurationErrorCode =
  | "CREDENTIALS_MISSING"
  | "REGION_MISSING"
  | "SECRET_MALFORMED"
  | "SECRET_NOT_LINKED"
  | "STAGE_UNKNOWN"
  | "TABLE_NOT_LINKED";

/** The function's environment lacks something. Thrown during init, so that no request meets it. */
export class ConfigurationError extends Error {
  readonly code: ConfigurationErrorCode;

  constructor(code: ConfigurationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ConfigurationError";
    this.code = code;
  }
}

export interface CredentialsErrorOptions extends ErrorOptions {
  /** Whether asking again at once may help. */
  readonly retryable?: boolean;
}

/** No credentials could be had. Its message never holds any. */
export class CredentialsError extends Error {
  readonly code = "CREDENTIALS_UNAVAILABLE";
  readonly retryable: boolean;

  constructor(message: string, { retryable = false, ...options }: CredentialsErrorOptions = {}) {
    super(message, options);
    this.name = "CredentialsError";
    this.retryable = retryable;
  }
}

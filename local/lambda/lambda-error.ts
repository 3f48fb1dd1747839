export type LambdaErrorCode = "BUNDLE_NOT_FOUND" | "RESERVED_VARIABLE";

/** A mistake in how the local Lambda is used; never the result of an invocation. */
export class LambdaError extends Error {
  override readonly name = "LambdaError";
  readonly code: LambdaErrorCode;

  /** @param message says what is wrong and what to do next. */
  constructor(code: LambdaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

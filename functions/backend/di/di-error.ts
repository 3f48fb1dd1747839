export type DIErrorCode = "CYCLE" | "OVERRIDDEN_TOO_LATE" | "UNBOUND";

/** The container is put together wrongly: a mistake in the code, never in a request. */
export class DIError extends Error {
  readonly code: DIErrorCode;

  constructor(code: DIErrorCode, message: string) {
    super(message);
    this.name = "DIError";
    this.code = code;
  }
}

export type BundleErrorCode =
  | "HANDLER_MALFORMED"
  | "HANDLER_NOT_FOUND"
  | "SOURCE_BROKEN"
  | "BUILD_PATH_LEAKED"
  | "BYTECODE_UNUSED"
  | "OUTPUT_NOT_WRITABLE";

/** Why a function was not bundled. What was bundled before stays in place. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  readonly code: BundleErrorCode;

  constructor(code: BundleErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

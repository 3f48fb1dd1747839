export type LayerErrorCode =
  | "HOST_UNSUPPORTED"
  | "BUN_VERSION_MISMATCH"
  | "REGISTRY_UNREACHABLE"
  | "INTEGRITY_MISMATCH"
  | "COMPILE_FAILED"
  | "LICENCES_UNREADABLE"
  | "OVER_BUDGET"
  | "UNKNOWN_VERSION"
  | "OUTPUT_NOT_WRITABLE";

/** Why a layer was not built. The message is one line and says what to do next. */
export class LayerError extends Error {
  override readonly name = "LayerError";
  readonly code: LayerErrorCode;

  constructor(code: LayerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

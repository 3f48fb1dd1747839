export type DevErrorCode =
  /** The operating system cannot run the folder that is put before PATH. */
  | "SYSTEM_UNSUPPORTED"
  /** No Node is on PATH, or one that is too old. */
  | "NODE_NOT_FOUND"
  /** The package of SST's command line for this machine is not there. */
  | "SST_NOT_INSTALLED";

/** Why live development cannot start. The message is one line and says what to do next. */
export class DevError extends Error {
  override readonly name = "DevError";
  readonly code: DevErrorCode;

  constructor(code: DevErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type StartErrorCode =
  /** The operating system lacks what the local Lambda is made of. */
  | "SYSTEM_UNSUPPORTED"
  /** Another process listens on the port. */
  | "PORT_IN_USE"
  /** The data folder cannot be made or written. */
  | "DATA_FOLDER_UNUSABLE"
  /** Another start works on the data folder. */
  | "DATA_FOLDER_IN_USE"
  /** `--reset` with a DynamoDB that is not this command's own. */
  | "NOT_OURS_TO_RESET";

/** Why the local stack cannot start. The message is one line and says what to do next. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

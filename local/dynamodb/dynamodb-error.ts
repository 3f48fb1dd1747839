export type DynamoDBErrorCode =
  /** No emulator runs on this host and no endpoint is given. */
  | "NO_EMULATOR"
  /** The emulator ended, or never answered, while it started. */
  | "EMULATOR_NOT_STARTED"
  /** The emulator ended although nobody asked it to. */
  | "EMULATOR_CRASHED"
  /** The endpoint given in the environment is no URL or does not answer. */
  | "ENDPOINT_UNREACHABLE"
  /** A table exists with another declaration than the manifest's. */
  | "TABLE_CHANGED"
  /** The endpoint refuses to make a table. */
  | "TABLES_NOT_CREATED";

/** What keeps the local DynamoDB from working. The message is one line and says what to do next. */
export class DynamoDBError extends Error {
  override readonly name = "DynamoDBError";
  readonly code: DynamoDBErrorCode;

  constructor(code: DynamoDBErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

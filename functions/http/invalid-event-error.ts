/**
 * The function was invoked with something else than an HTTP request. Thrown out of the handler, so that the invocation
 * fails: an answer with a status would tell a queue or a scheduler that all went well.
 */
export class InvalidEventError extends Error {
  readonly code = "INVALID_EVENT";

  constructor(reason: string) {
    super(
      `${reason} This function takes API Gateway HTTP API events in payload format 2.0 only; check what it is attached to.`,
    );
    this.name = "InvalidEventError";
  }
}

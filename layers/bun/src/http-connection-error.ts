/**
 * The request could not be answered. `CONNECT_FAILED`: nothing was sent. `CONNECTION_LOST`: it was sent in part or
 * whole, and whether the peer acted on it is unknown.
 */
export class HttpConnectionError extends Error {
  readonly code: "CONNECT_FAILED" | "CONNECTION_LOST";

  constructor(code: "CONNECT_FAILED" | "CONNECTION_LOST", message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpConnectionError";
    this.code = code;
  }
}

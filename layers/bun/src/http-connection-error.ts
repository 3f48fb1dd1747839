/**
 * The request could not be answered. `connect_failed`: nothing was sent. `connection_lost`: it was sent in part or
 * whole, and whether the peer acted on it is unknown.
 */
export class HttpConnectionError extends Error {
  readonly code: "connect_failed" | "connection_lost";

  constructor(code: "connect_failed" | "connection_lost", message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpConnectionError";
    this.code = code;
  }
}

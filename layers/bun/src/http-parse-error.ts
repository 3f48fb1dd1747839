/** The bytes received are not an HTTP/1.1 response. The connection that they came from cannot be used again. */
export class HttpParseError extends Error {
  readonly code = "MALFORMED_HTTP_RESPONSE";

  constructor(message: string) {
    super(`Malformed HTTP response: ${message}.`);
    this.name = "HttpParseError";
  }
}

/**
 * A request that a `Request` cannot carry as it was sent. The client is told so, and the app is not called: it is the
 * client's mistake and not the function's.
 */
export class RefusedRequestError extends Error {
  readonly status: 400 | 501;

  constructor(status: 400 | 501, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RefusedRequestError";
    this.status = status;
  }

  /** The answer as a problem document. Source: RFC 9457, "Problem Details for HTTP APIs". */
  toResponse(): Response {
    const title = this.status === 400 ? "Bad Request" : "Not Implemented";
    const problem = { type: "about:blank", title, status: this.status, detail: this.message };
    return Response.json(problem, { status: this.status, headers: { "content-type": "application/problem+json" } });
  }
}

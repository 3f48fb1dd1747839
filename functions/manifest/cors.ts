/** CORS as API Gateway applies it to an HTTP API: it answers preflights itself and adds headers to every response. */
export interface Cors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  /** How long a browser may keep a preflight's answer. */
  readonly maxAgeSeconds: number;
}

/** Where the web application listens during development. */
export const localOrigin = "http://localhost:3000";

/**
 * What a browser may do from the given origins; headers are named in lower case.
 *
 * Source: AWS documentation, "Configure CORS for HTTP APIs in API Gateway".
 */
export function corsFor(allowOrigins: readonly string[]): Cors {
  return {
    allowOrigins,
    allowMethods: ["GET", "POST", "PATCH", "DELETE"],
    allowHeaders: ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"],
    exposeHeaders: [
      "etag",
      "idempotency-replayed",
      "link",
      "location",
      "retry-after",
      "www-authenticate",
      "x-last-sequence",
      "x-request-id",
      "x-transcript-length",
    ],
    allowCredentials: false,
    maxAgeSeconds: 3600,
  };
}

/** CORS of the local gateway. A deployed stage passes the origins of its own web application to `corsFor`. */
export const cors = corsFor([localOrigin]);

import type { NamedFunction } from "./function.ts";

/** A function that API Gateway asks about the caller before it calls any function of a route that is not public. */
export interface Authorizer extends NamedFunction {
  /** Selection expressions of what is judged; also the key of the cache. A request without them gets 401 unasked. */
  readonly identitySources: readonly string[];
  /** How long API Gateway keeps an answer, and so how long a revoked token may still work. 0 to 3,600 seconds. */
  readonly cacheSeconds: number;
}

/**
 * Knows the caller by their API token. It answers in the simple format of payload 2.0.
 *
 * Source: AWS documentation, "Control access to HTTP APIs with AWS Lambda authorizers".
 */
export const authorizer: Authorizer = {
  name: "authorizer",
  handler: "functions/entries/authorizer.handler",
  tables: [{ table: "Tokens", actions: ["GetItem", "UpdateItem"] }],
  secrets: ["AdminToken"],
  identitySources: ["$request.header.Authorization"],
  cacheSeconds: 60,
};

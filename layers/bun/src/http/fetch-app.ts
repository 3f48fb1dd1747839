import type { LambdaContext } from "../context.ts";

/**
 * The second argument of `fetch`, which is `c.env` in Hono: the names are those of Hono's adapter for AWS Lambda, so
 * that an app written for it runs unchanged.
 */
export interface FetchBindings {
  /** The event as it came. */
  readonly event: unknown;
  /** `event.requestContext`: the caller's address, the authorizer's claims, the stage. */
  readonly requestContext: unknown;
  readonly lambdaContext: LambdaContext;
  /** The same as `lambdaContext`, under the name that it has in Hono's adapter for streams. */
  readonly context: LambdaContext;
}

/** What Hono, Elysia and `export default { fetch }` are. */
export interface FetchApp {
  fetch(request: Request, bindings: FetchBindings): Response | Promise<Response>;
}

/** True for an object with a method `fetch`. A function is a handler `(event, context)`, whatever properties it has. */
export function isFetchApp(value: unknown): value is FetchApp {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "fetch") === "function";
}

import type { LambdaContext } from "../context.ts";
import { checkResponse } from "./check-response.ts";
import { DeadlineSignal } from "./deadline-signal.ts";
import { readHttpEvent } from "./http-event.ts";
import type { HttpEvent, HttpEventShape } from "./http-event.ts";
import { RefusedRequestError } from "./refused-request.ts";
import { toRequest } from "./to-request.ts";

export { toBufferedResult } from "./buffered-result.ts";
export { toStreamedResult } from "./streamed-result.ts";

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

/** A response and the shape in which it is to be written. Dispose it once its body has been read. */
export interface FetchResult extends Disposable {
  /** Its status is 200 to 599, its body unread, and null where HTTP has none: for HEAD, 204, 205 and 304. */
  readonly response: Response;
  readonly shape: HttpEventShape;
}

/** True for an object with a method `fetch`. A function is a handler `(event, context)`, whatever properties it has. */
export function isFetchApp(value: unknown): value is FetchApp {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "fetch") === "function";
}

/**
 * Calls an app with the request that an event carries. A request that a `Request` cannot carry is answered with 400 or
 * 501, and the app is not called.
 *
 * `request.signal` is aborted shortly before the invocation times out, so that what it was given to ends with an error
 * that is reported, instead of with the process. It is not aborted when the client goes away: nobody tells the runtime.
 *
 * @throws {RuntimeError} `Runtime.NotAnHttpEvent`, `Runtime.WebSocketNotSupported` for an event without a request,
 * `Runtime.InvalidFetchResponse` for a result that is no usable `Response`. What the app throws passes through.
 */
export async function callFetch(app: FetchApp, event: unknown, context: LambdaContext): Promise<FetchResult> {
  const httpEvent = readHttpEvent(event);
  const deadline = new DeadlineSignal(context.getRemainingTimeInMillis());
  try {
    const response = await respond(app, httpEvent, deadline.signal, {
      event,
      requestContext: httpEvent.requestContext,
      lambdaContext: context,
      context,
    });
    return { response, shape: httpEvent.shape, [Symbol.dispose]: () => deadline[Symbol.dispose]() };
  } catch (thrown) {
    deadline[Symbol.dispose]();
    throw thrown;
  }
}

async function respond(
  app: FetchApp,
  event: HttpEvent,
  signal: AbortSignal,
  bindings: FetchBindings,
): Promise<Response> {
  let request: Request;
  try {
    request = toRequest(event, signal);
  } catch (thrown) {
    if (!(thrown instanceof RefusedRequestError)) throw thrown;
    return checkResponse(thrown.toResponse(), event.method);
  }
  return checkResponse(await app.fetch(request, bindings), request.method);
}

import type { LambdaContext } from "../context.ts";
import { checkResponse } from "./check-response.ts";
import { DeadlineSignal } from "./deadline-signal.ts";
import type { FetchApp, FetchBindings } from "./fetch-app.ts";
import { readHttpEvent } from "./http-event.ts";
import type { HttpEvent, HttpEventShape } from "./http-event.ts";
import { RefusedRequestError } from "./refused-request.ts";
import { toRequest } from "./to-request.ts";

export { toBufferedResult } from "./buffered-result.ts";
export { toStreamedResult } from "./streamed-result.ts";

/** A response and the shape in which it is to be written. Dispose it once its body has been read. */
export interface FetchResult extends Disposable {
  /** Its status is 200 to 599, its body unread, and null where HTTP has none: for HEAD, 204, 205 and 304. */
  readonly response: Response;
  readonly shape: HttpEventShape;
}

/**
 * Calls an app with the request that an event carries. A request that a `Request` cannot carry is answered with 400 or
 * 501, and the app is not called.
 *
 * `request.signal` is aborted shortly before the invocation times out, so that what it was given to ends with an error
 * that is reported, instead of with the process. It is not aborted when the client goes away: nobody tells the runtime.
 *
 * @throws RuntimeError `Runtime.NotAnHttpEvent`, `Runtime.WebSocketNotSupported` for an event without a request,
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

import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Invocation } from "../backend/application/ports/invocation.ts";
import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import type { Route } from "../manifest/route.ts";
import { answerOnce } from "./answer-once.ts";
import { authorize } from "./authorize.ts";
import { callerOf } from "./caller-of.ts";
import { type HttpEvent, toHttpEvent } from "./http-event.ts";
import { type HttpRequest, toHttpRequest } from "./http-request.ts";
import { problemCodeOf, toProblemResult } from "./problem.ts";
import { type Reply, toResult } from "./reply.ts";
import { toRequestRecord } from "./request-record.ts";
import { toInvocation } from "./to-invocation.ts";
import { toProblem } from "./to-problem.ts";

/** What Lambda calls. */
export interface HttpHandler {
  (event: unknown, context: HandlerContext): Promise<APIGatewayProxyStructuredResultV2>;
  readonly route: Route;
}

/** What is used of Lambda's context. */
export type HandlerContext = Pick<Context, "awsRequestId" | "getRemainingTimeInMillis"> &
  Partial<Pick<Context, "functionName">>;

/** The tokens of what `defineHandler` itself needs from the container. */
export type ServicesOf<R extends Route> = R extends { readonly idempotent: true }
  ? CommonServices | typeof TOKENS.IdempotencyStore
  : CommonServices;

/** The tokens of what every handler needs. */
export type CommonServices = typeof TOKENS.Clock | typeof TOKENS.Invocations | typeof TOKENS.Logger;

/** What becomes known of a request on its way. */
interface Trace {
  tokenId: string | undefined;
}

/**
 * Makes the Lambda handler of a route: makes sure that the caller may use it, reads the request by the route's schemas,
 * lets `respond` answer it (once for each Idempotency-Key, where the route takes one), and turns whatever is thrown into a
 * problem. Every request is logged in a line that also gives its metrics; a defect in another one, with everything that is
 * known of it. The caller learns nothing of a defect but the request id.
 *
 * @example
 * export function getThingHandler(
 *   container: Resolver<typeof TOKENS.GetThing | ServicesOf<typeof getThingRoute>>,
 * ): HttpHandler {
 *   const getThing = container.resolve(TOKENS.GetThing);
 *   return defineHandler(getThingRoute, container, async ({ path }) => {
 *     const thing = await getThing.execute(path.id);
 *     return { headers: { etag: toEntityTag(thing.version) }, body: toThingResource(thing) };
 *   });
 * }
 *
 * @throws InvalidEventError when the event is no HTTP request.
 */
export function defineHandler<const R extends Route>(
  route: R,
  container: Resolver<ServicesOf<R>>,
  respond: (request: HttpRequest<R>) => Reply<R> | Promise<Reply<R>>,
): HttpHandler {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ServicesOf says which of these the route has.
  const services = container as Resolver<CommonServices | typeof TOKENS.IdempotencyStore>;
  const clock = services.resolve(TOKENS.Clock);
  const invocations = services.resolve(TOKENS.Invocations);
  const logger = services.resolve(TOKENS.Logger);
  const store = route.idempotent === true ? services.resolve(TOKENS.IdempotencyStore) : undefined;
  let answered = 0;

  async function answer(
    event: HttpEvent,
    invocation: Invocation,
    trace: Trace,
  ): Promise<APIGatewayProxyStructuredResultV2> {
    const known = callerOf(event);
    trace.tokenId = known?.tokenId;
    const caller = authorize(route, known, clock.now());
    const request = toHttpRequest(route, event, caller);
    const respondTo = async (newId: string | undefined) =>
      toResult(route, await respond(Object.assign({}, request, { newId })), event.headers, invocation.requestId);

    if (store === undefined) return respondTo(undefined);
    return answerOnce({ store, logger }, { event, callerId: caller?.tokenId ?? "", invocation }, (newId) =>
      withProblems(invocation, () => respondTo(newId)),
    );
  }

  /** Runs `work`; what it throws becomes a problem. */
  async function withProblems(
    { requestId, operationId }: Invocation,
    work: () => Promise<APIGatewayProxyStructuredResultV2>,
  ): Promise<APIGatewayProxyStructuredResultV2> {
    try {
      return await work();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) logger.error("Request failed", { requestId, operationId, code: problem.code, error });
      return toProblemResult(problem, requestId);
    }
  }

  async function handle(rawEvent: unknown, context: HandlerContext): Promise<APIGatewayProxyStructuredResultV2> {
    const started = performance.now();
    const event = toHttpEvent(rawEvent);
    const trace: Trace = { tokenId: undefined };
    const invocation = toInvocation(context, route.operationId);
    answered += 1;
    const coldStart = answered === 1;
    const result = await invocations.run(invocation, () =>
      withProblems(invocation, () => answer(event, invocation, trace)),
    );
    logger.info(
      "Request answered",
      toRequestRecord({
        invocation,
        functionName: context.functionName ?? route.operationId,
        method: event.requestContext.http.method,
        status: result.statusCode ?? 500,
        code: problemCodeOf(result),
        tokenId: trace.tokenId,
        latencyMilliseconds: performance.now() - started,
        coldStart,
        time: clock.now().getTime(),
      }),
    );
    return result;
  }

  return Object.assign(handle, { route });
}

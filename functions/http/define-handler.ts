import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Invocation } from "../backend/application/ports/invocation.ts";
import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import type { Route } from "../manifest/route.ts";
import { authorize } from "./authorize.ts";
import { type HttpEvent, toHttpEvent } from "./http-event.ts";
import { type HttpRequest, toHttpRequest } from "./http-request.ts";
import { toProblemResult } from "./problem.ts";
import { type Reply, toResult } from "./reply.ts";
import { toProblem } from "./to-problem.ts";

/** What Lambda calls. */
export type HttpHandler = (
  event: unknown,
  context: Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** The tokens of what `defineHandler` itself needs from the container. */
export type ServicesOf<R extends Route> = R extends { readonly idempotent: true }
  ? CommonServices | typeof TOKENS.IdGenerator
  : CommonServices;

type CommonServices = typeof TOKENS.Invocations | typeof TOKENS.Logger;

/**
 * Makes the Lambda handler of a route: makes sure that the caller may use it, reads the request by the route's schemas,
 * lets `respond` answer it, and turns whatever is thrown into a problem. A refusal is logged by its code alone, a defect
 * with everything that is known of it; the caller learns nothing of the latter but the request id.
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
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Every route's services include these.
  const services = container as Resolver<CommonServices | typeof TOKENS.IdGenerator>;
  const logger = services.resolve(TOKENS.Logger);
  const invocations = services.resolve(TOKENS.Invocations);
  const ids = route.idempotent === true ? services.resolve(TOKENS.IdGenerator) : undefined;

  async function answer(event: HttpEvent, { requestId }: Invocation): Promise<APIGatewayProxyStructuredResultV2> {
    try {
      const caller = authorize(route, event);
      const request = toHttpRequest(route, event, { caller, newId: ids?.next() });
      return toResult(route, await respond(request), request.headers, requestId);
    } catch (error) {
      const problem = toProblem(error);
      const fields = { requestId, operationId: route.operationId, status: problem.status, code: problem.code };
      if (problem.status < 500) logger.info("Request refused", fields);
      else logger.error("Request failed", { ...fields, error });
      return toProblemResult(problem, requestId);
    }
  }

  return async (rawEvent, context) => {
    const event = toHttpEvent(rawEvent);
    const invocation: Invocation = {
      requestId: context.awsRequestId,
      operationId: route.operationId,
      usage: { capacityUnits: 0, throttles: 0 },
      remainingMilliseconds: () => context.getRemainingTimeInMillis(),
    };
    return await invocations.run(invocation, () => answer(event, invocation));
  };
}

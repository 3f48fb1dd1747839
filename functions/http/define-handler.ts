import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Logger } from "../backend/application/ports/logger.ts";
import type { Route } from "../manifest/route.ts";
import { toHttpEvent } from "./http-event.ts";
import { type HttpRequest, toHttpRequest } from "./http-request.ts";
import { toProblemResult } from "./problem.ts";
import { type Reply, toResult } from "./reply.ts";
import { toProblem } from "./to-problem.ts";

/** What Lambda calls. */
export type HttpHandler = (
  event: unknown,
  context: Pick<Context, "awsRequestId">,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * Makes the Lambda handler of a route: reads the request by the route's schemas, lets `respond` answer it, and turns
 * whatever is thrown into a problem. A refusal is logged by its code alone, a defect with everything that is known of it;
 * the caller learns nothing of the latter but the request id.
 *
 * @throws InvalidEventError when the event is no HTTP request.
 */
export function defineHandler<const R extends Route>(
  route: R,
  logger: Logger,
  respond: (request: HttpRequest<R>) => Reply<R> | Promise<Reply<R>>,
): HttpHandler {
  return async (rawEvent, { awsRequestId: requestId }) => {
    const event = toHttpEvent(rawEvent);
    try {
      return toResult(route, await respond(toHttpRequest(route, event)), requestId);
    } catch (error) {
      const problem = toProblem(error);
      const fields = { requestId, operationId: route.operationId, status: problem.status, code: problem.code };
      if (problem.status < 500) logger.info("Request refused", fields);
      else logger.error("Request failed", { ...fields, error });
      return toProblemResult(problem, requestId);
    }
  };
}

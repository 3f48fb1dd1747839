import type { Invocation } from "../backend/application/ports/invocation.ts";
import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import type { NamedFunction } from "../manifest/function.ts";
import type { Route } from "../manifest/route.ts";
import type { CommonServices, HandlerContext } from "./define-handler.ts";
import { type HttpEvent, toHttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { type HttpRequest, toHttpRequest } from "./http-request.ts";
import { toProblemResult } from "./problem.ts";
import { commonHeaders } from "./reply.ts";
import { toRequestRecord } from "./request-record.ts";
import { beginResponse, type ResponseStream, writeChunk } from "./response-stream.ts";
import { toInvocation } from "./to-invocation.ts";
import { toProblem } from "./to-problem.ts";

/** What Lambda calls, once it is marked by `streamifyResponse`. */
export type StreamingHandler = (event: unknown, stream: ResponseStream, context: HandlerContext) => Promise<void>;

/** Nobody's: IAM has let the caller through, of whom the API knows nothing. */
type StreamRequest<R extends Route> = Omit<HttpRequest<R>, "caller" | "newId">;

/** What becomes of an answer. */
interface Outcome {
  status: number;
  code: string | undefined;
  isWhole: boolean;
}

/**
 * Makes the handler of a function that streams, at a URL of its own, what a route answers in parts. Who may call it is
 * IAM's matter. What goes wrong before the first chunk becomes a problem; what goes wrong later is thrown, so that Lambda
 * breaks the answer off and nobody takes it for the whole; the request's line in the log says so.
 *
 * @param respond Gives the answer's chunks.
 * @throws InvalidEventError when the event is no HTTP request.
 */
export function defineStream<const R extends Route>(
  { name }: Pick<NamedFunction, "name">,
  route: R,
  container: Resolver<CommonServices>,
  respond: (request: StreamRequest<R>) => AsyncGenerator<string>,
): StreamingHandler {
  const clock = container.resolve(TOKENS.Clock);
  const invocations = container.resolve(TOKENS.Invocations);
  const logger = container.resolve(TOKENS.Logger);
  let answered = 0;

  async function answer(
    event: HttpEvent,
    stream: ResponseStream,
    { requestId }: Invocation,
    outcome: Outcome,
  ): Promise<void> {
    const { status, mediaType = "application/json" } = route.success;
    let chunks: AsyncGenerator<string>;
    let chunk: IteratorResult<string>;
    try {
      chunks = respond(toHttpRequest(route, atPath(route, event), undefined));
      chunk = await chunks.next();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500)
        logger.error("Request failed", { requestId, operationId: name, code: problem.code, error });
      const result = toProblemResult(problem, requestId);
      outcome.status = problem.status;
      outcome.code = problem.code;
      beginResponse(stream, result);
      await writeChunk(stream, result.body ?? "");
      return;
    }
    outcome.status = status;
    beginResponse(stream, { statusCode: status, headers: { ...commonHeaders(requestId), "content-type": mediaType } });
    for (; chunk.done !== true; chunk = await chunks.next()) await writeChunk(stream, chunk.value);
  }

  return async (rawEvent, stream, context) => {
    const started = performance.now();
    const event = toHttpEvent(rawEvent);
    const invocation = toInvocation(context, name);
    answered += 1;
    const coldStart = answered === 1;
    const outcome: Outcome = { status: 500, code: undefined, isWhole: false };
    try {
      await invocations.run(invocation, () => answer(event, stream, invocation, outcome));
      stream.end();
      outcome.isWhole = true;
    } finally {
      logger.info(
        "Request answered",
        toRequestRecord({
          ...outcome,
          invocation,
          functionName: context.functionName ?? name,
          method: event.requestContext.http.method,
          tokenId: undefined,
          latencyMilliseconds: performance.now() - started,
          coldStart,
          time: clock.now().getTime(),
        }),
      );
    }
  };
}

/**
 * A Function URL has no routes: it hands on every method and path.
 *
 * @throws HttpException 404 `route-not-found`
 */
function atPath(route: Route, event: HttpEvent): HttpEvent {
  const pattern = new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  const match = event.requestContext.http.method === route.method ? pattern.exec(event.rawPath) : null;
  if (match === null) {
    const detail = `There is nothing here but ${route.method} ${route.path}.`;
    throw new HttpException(404, "route-not-found", detail);
  }
  return { ...event, pathParameters: { ...match.groups } };
}

import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Cors } from "../../functions/manifest/cors.ts";
import type { Invocable, InvocationResult } from "../lambda/invocation-result.ts";
import { CorsPolicy } from "./cors.ts";
import { type HttpAnswer, messageAnswer } from "./http-answer.ts";
import { createHttpEvent, type EventContext } from "./http-event.ts";
import { httpResponse } from "./http-response.ts";
import { localAccount } from "../lambda/arn.ts";
import type { LambdaAuthorizer } from "./lambda-authorizer.ts";
import { headSize, type RequestHead } from "./request-head.ts";
import { refuseAmbiguousHost, refuseForeignHost } from "./request-host.ts";
import { parseRequestTarget } from "./request-target.ts";
import { MalformedResultError } from "./response-metadata.ts";
import { RouteTable } from "./route-table.ts";

/** A route and the function behind it. */
export interface GatewayRoute {
  /** `POST /categories`, `ANY /files/{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly target: Invocable;
  /** Asked before the function; absent for a route that anyone may call. */
  readonly authorizer?: LambdaAuthorizer | undefined;
}

export interface HttpApiOptions {
  readonly routes: readonly GatewayRoute[];
  readonly cors: Cors | undefined;
  /** `$default`, or the name of a stage that every path then begins with. */
  readonly stage: string;
  /** Refuse requests for another host than this machine, or this name or address of it; `undefined`: take any host. */
  readonly onlyHostname: string | undefined;
  /** How long a function may take to answer, in milliseconds. */
  readonly integrationTimeout: number;
  /** Takes a line about a failure that the client is not told of. */
  readonly log: (line: string) => void;
}

/** Bytes of request line and header values. Source: AWS documentation, "Quotas for HTTP APIs". */
const maxHeadSize = 10_240;

/**
 * An HTTP API with Lambda proxy integrations, without the transport: a request in, an answer out.
 *
 * What goes wrong is answered as JSON with one `message`. 404 without a route, 500 for a function that fails or whose
 * result is malformed, 503 when it takes too long, 413 for a body over a limit, of the API (10 MB) or of Lambda (6 MB).
 *
 * Sources: AWS documentation, "Create routes for HTTP APIs in API Gateway" (404) and "Quotas for HTTP APIs" (limits);
 * AWS's own Lambda Test Tool (500, and 413 for Lambda's limit). Less certain: 503 for the timeout is reported by users
 * (anomalyco/sst issue 2232); 503 for a throttled function, too, while AWS's troubleshooting pages, which mostly mean
 * REST APIs, say 500. Undocumented and chosen here: 400 for a malformed escape or two hosts, 431 for a head over its
 * limit.
 */
export class HttpApi {
  readonly #routes: RouteTable<GatewayRoute>;
  readonly #cors: CorsPolicy | undefined;
  readonly #options: HttpApiOptions;

  /**
   * @throws MalformedRouteKeyError for a route key that cannot be parsed.
   * @throws DuplicateRouteError for two routes that take the same requests.
   * @throws CorsConfigurationError for a CORS configuration that AWS refuses.
   */
  constructor(options: HttpApiOptions) {
    this.#routes = new RouteTable(options.routes.map((route) => ({ routeKey: route.routeKey, target: route })));
    this.#cors = options.cors === undefined ? undefined : new CorsPolicy(options.cors);
    this.#options = options;
  }

  /** Never rejects. `body` is `undefined` where it was over the API's limit. */
  async answer(request: RequestHead, body: Uint8Array | undefined, requestId: string): Promise<HttpAnswer> {
    const { onlyHostname } = this.#options;
    const refusal =
      refuseAmbiguousHost(request) ??
      (onlyHostname === undefined ? undefined : refuseForeignHost(request, onlyHostname));
    if (refusal !== undefined) return refusal;
    const preflight = this.#cors?.preflight(request);
    if (preflight !== undefined) return preflight;
    const answer = await this.#dispatch(request, body, requestId);
    return this.#cors?.apply(request, answer) ?? answer;
  }

  async #dispatch(request: RequestHead, body: Uint8Array | undefined, requestId: string): Promise<HttpAnswer> {
    if (headSize(request) > maxHeadSize) return messageAnswer(431, "Request Header Fields Too Large");
    if (body === undefined) return messageAnswer(413, "Request Entity Too Large");
    const target = parseRequestTarget(request.target);
    if (target === undefined) return messageAnswer(400, "Bad Request");

    const { stage } = this.#options;
    const path = stage === "$default" ? target.path : withoutStage(target.path, stage);
    const match = path === undefined ? undefined : this.#routes.match(request.method, path);
    if (match === undefined) return messageAnswer(404, "Not Found");

    const { routeKey, pathParameters, target: route } = match;
    const context: EventContext = {
      accountId: localAccount,
      apiId: "local",
      routeKey,
      pathParameters,
      stage,
      requestId,
      receivedAt: new Date(),
    };
    const event = createHttpEvent(request, target, body, context);
    const authorization = await route.authorizer?.authorize(event);
    if (authorization === undefined) return this.#invoke(route.target, event, requestId);
    if (!authorization.allowed) return authorization.answer;
    const authorizer = { lambda: authorization.context };
    const authorized = { ...event, requestContext: { ...event.requestContext, authorizer } };
    return this.#invoke(route.target, authorized, requestId);
  }

  async #invoke(target: Invocable, event: APIGatewayProxyEventV2, requestId: string): Promise<HttpAnswer> {
    const { promise: late, resolve } = Promise.withResolvers<"late">();
    const timer = setTimeout(() => resolve("late"), this.#options.integrationTimeout);
    try {
      const result = await Promise.race([target.invoke(Buffer.from(JSON.stringify(event))), late]);
      if (result === "late") return messageAnswer(503, "Service Unavailable");
      return this.#answerOf(result, requestId);
    } catch (error) {
      this.#options.log(`${requestId} The function could not be invoked: ${String(error)}`);
      return messageAnswer(500, "Internal Server Error");
    } finally {
      clearTimeout(timer);
    }
  }

  #answerOf(result: InvocationResult, requestId: string): HttpAnswer {
    if (result.status === "throttled") return messageAnswer(503, "Service Unavailable");
    if (result.status === "request-too-large") return messageAnswer(413, "Request Entity Too Large");
    if (result.status === "function-error") return messageAnswer(500, "Internal Server Error");
    const answer = httpResponse(result.payload);
    if (!(answer instanceof MalformedResultError)) return answer;
    this.#options.log(`${requestId} ${answer.message}`);
    return messageAnswer(500, "Internal Server Error");
  }
}

/** The path that is left for the routes, or `undefined` where the path is not in the stage. */
function withoutStage(path: string, stage: string): string | undefined {
  if (path === `/${stage}`) return "/";
  return path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : undefined;
}

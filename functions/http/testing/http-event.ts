import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { HttpMethod } from "../../manifest/route.ts";

export interface EventValues {
  readonly method?: HttpMethod | "OPTIONS";
  readonly path?: string;
  readonly pathParameters?: Record<string, string>;
  /** Without question mark. */
  readonly query?: string;
  readonly headers?: Record<string, string>;
  /** Text is sent as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly stage?: string;
  /** What the authorizer said; a caller who may do everything unless given. Null where none was asked. */
  readonly authorizer?: Readonly<Record<string, unknown>> | null;
}

const administrator = { outcome: "authenticated", tokenId: "administrator", scopes: "admin" };

/** An event as API Gateway makes it of a request. A POST has an Idempotency-Key of its own, unless one is given. */
export function httpEvent(values: EventValues = {}): APIGatewayProxyEventV2 {
  const { method = "GET", path = "/", pathParameters, query = "", headers = {}, body, stage = "$default" } = values;
  const { authorizer = administrator } = values;
  const time = new Date("2026-01-02T03:04:05.678Z");
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    headers: {
      host: "api.example.com",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
      ...headers,
    },
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      domainName: "api.example.com",
      domainPrefix: "api",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
      requestId: "gateway-request-id",
      routeKey: "$default",
      stage,
      ...(authorizer !== null && { authorizer: { lambda: authorizer } }),
      time: time.toISOString(),
      timeEpoch: time.getTime(),
    },
    ...(pathParameters !== undefined && { pathParameters }),
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { createTraceId } from "../trace-id.ts";
import { eventBody } from "./event-body.ts";
import type { RequestHead } from "./request-head.ts";
import type { RequestTarget } from "./request-target.ts";

/** What the gateway adds to a request to make an event of it. */
export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly routeKey: string;
  readonly pathParameters: ReadonlyMap<string, string>;
  readonly stage: string;
  readonly requestId: string;
  readonly receivedAt: Date;
}

/** Headers of one connection, not of the request. Source: RFC 9110, 7.6.1, "Connection". */
const connectionHeaders = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * The event of payload format 2.0 for a request.
 *
 * Names are lower case and repeated headers joined with a comma; cookies stand in `cookies` only; repeated query
 * parameters are joined with a comma; fields without a value are absent. `content-length` is there even without a body.
 * Scheme and port are those of the local server, not 443 and `https`.
 *
 * Sources: AWS documentation, "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway"; a captured event in
 * hotsock/voker, `vokerhttp/testdata/apigwv2-request.json`.
 */
export function createHttpEvent(
  request: RequestHead,
  target: RequestTarget,
  body: Uint8Array,
  context: EventContext,
): APIGatewayProxyEventV2 {
  const headers = eventHeaders(request, body.byteLength, context.receivedAt);
  const cookies = requestCookies(request.headers);
  const query = queryStringParameters(target.query);
  const domainName = (headers["host"] ?? "localhost").replace(/:\d+$/, "");
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath: target.path,
    rawQueryString: target.query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query !== undefined && { queryStringParameters: query }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      domainName,
      domainPrefix: domainName.split(".", 1)[0] ?? domainName,
      http: {
        method: request.method,
        path: target.path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: context.stage,
      time: formatLogTime(context.receivedAt),
      timeEpoch: context.receivedAt.getTime(),
    },
    ...(context.pathParameters.size > 0 && { pathParameters: Object.fromEntries(context.pathParameters) }),
    ...eventBody(body, headers["content-type"]),
  };
}

function eventHeaders(request: RequestHead, contentLength: number, receivedAt: Date): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [mixedCase, value] of request.headers) {
    const name = mixedCase.toLowerCase();
    if (name === "cookie" || connectionHeaders.has(name)) continue;
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  const forwardedFor = joined.get("x-forwarded-for");
  joined.set("content-length", String(contentLength));
  joined.set("x-amzn-trace-id", joined.get("x-amzn-trace-id") ?? `Root=${createTraceId(receivedAt)}`);
  joined.set("x-forwarded-for", forwardedFor === undefined ? request.sourceIp : `${forwardedFor}, ${request.sourceIp}`);
  joined.set("x-forwarded-port", String(request.port));
  joined.set("x-forwarded-proto", "http");
  return Object.fromEntries([...joined].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function requestCookies(headers: RequestHead["headers"]): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === "cookie")
    .flatMap(([, value]) => value.split(";"))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== "");
}

function queryStringParameters(query: string): Record<string, string> | undefined {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return joined.size === 0 ? undefined : Object.fromEntries(joined);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Common Log Format in UTC: `22/Nov/2026:06:18:59 +0000`. */
function formatLogTime(at: Date): string {
  const [date = "", time = ""] = at.toISOString().slice(0, 19).split("T");
  const [year, , day] = date.split("-");
  return `${day}/${months[at.getUTCMonth()]}/${year}:${time} +0000`;
}

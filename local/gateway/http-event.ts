import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { RequestHead } from "./request-head.ts";
import { createTraceId } from "./request-id.ts";
import type { RequestTarget } from "./request-target.ts";

/** What the gateway adds to a request to make an event of it. */
export interface EventContext {
  readonly routeKey: string;
  readonly pathParameters: ReadonlyMap<string, string>;
  readonly stage: string;
  readonly requestId: string;
  readonly receivedAt: Date;
}

const accountId = "000000000000";
const apiId = "local";

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
 * The account is `000000000000`, the API `local`; scheme and port are those of the local server, not 443 and `https`.
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
      accountId,
      apiId,
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
  joined.set("x-amzn-trace-id", joined.get("x-amzn-trace-id") ?? createTraceId(receivedAt));
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

/**
 * The body as text for the media types that HTTP APIs take for text, as Base64 for every other, no media type and
 * `application/x-www-form-urlencoded` included. A charset other than UTF-8 makes Base64 of text, too.
 *
 * AWS does not document the list; it was compared with AWS in ministackorg/ministack pull request 766 (the types) and
 * floci-io/floci issue 2172 (GraphQL and the charset). Neither says anything of bytes that are no UTF-8 under a text type: here they
 * are sent as Base64, so that none is lost.
 */
function eventBody(
  bytes: Uint8Array,
  contentType: string | undefined,
): Pick<APIGatewayProxyEventV2, "body" | "isBase64Encoded"> {
  if (bytes.byteLength === 0) return { isBase64Encoded: false };
  const text = isText(contentType) ? decodeUtf8(bytes) : undefined;
  if (text !== undefined) return { body: text, isBase64Encoded: false };
  return { body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true };
}

const textTypes = new Set(["application/graphql", "application/javascript", "application/json", "application/xml"]);
const foreignCharset = /;\s*charset\s*=\s*(?!"?utf-8"?\s*(?:;|$))/;

function isText(contentType = ""): boolean {
  const lowerCase = contentType.toLowerCase();
  const mediaType = lowerCase.split(";", 1)[0]?.trim() ?? "";
  return (mediaType.startsWith("text/") || textTypes.has(mediaType)) && !foreignCharset.test(lowerCase);
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Common Log Format in UTC: `22/Nov/2026:06:18:59 +0000`. */
function formatLogTime(at: Date): string {
  const [date = "", time = ""] = at.toISOString().slice(0, 19).split("T");
  const [year, , day] = date.split("-");
  return `${day}/${months[at.getUTCMonth()]}/${year}:${time} +0000`;
}

import type { HttpEventShape } from "../http-event.ts";

/** A request as a client sends it. Path and query are encoded. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly cookies: readonly string[];
  readonly body: Uint8Array | undefined;
}

/** A platform that invokes functions with HTTP requests. */
export interface Sender {
  readonly name: string;
  readonly shape: HttpEventShape;
  /** The event that the platform makes of a request, with every field that it sends. */
  readonly event: (request: SentRequest) => Record<string, unknown>;
}

export const exampleRequest: SentRequest = {
  method: "POST",
  path: "/pets/a%20b",
  query: [
    ["tag", "x y"],
    ["tag", "ü"],
    ["limit", "5"],
  ],
  headers: [
    ["content-type", "text/plain; charset=utf-8"],
    ["x-list", "one"],
    ["x-list", "two"],
  ],
  cookies: ["session=a1", "theme=dark"],
  body: new TextEncoder().encode("grüße"),
};

const httpApiHost = "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com";
const functionUrlHost = "abcdefghijklmnop.lambda-url.eu-central-1.on.aws";
const albHost = "shop-1234567890.eu-central-1.elb.amazonaws.com";

const forwarded: SentRequest["headers"] = [
  ["x-amzn-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793"],
  ["x-forwarded-for", "192.0.2.1"],
  ["x-forwarded-port", "443"],
  ["x-forwarded-proto", "https"],
];

export const senders: readonly Sender[] = [
  {
    name: "HTTP API",
    shape: "payload-2.0",
    event: (request) => payload2(request, httpApiHost, decodeURIComponent(request.path)),
  },
  {
    name: "function URL",
    shape: "payload-2.0",
    event: (request) => payload2(request, functionUrlHost, request.path),
  },
  { name: "REST API", shape: "payload-1.0", event: restApi },
  { name: "ALB", shape: "alb", event: alb },
  { name: "ALB with multi-value headers", shape: "alb-multi-value", event: albMultiValue },
];

/** The event of a sender by its name. */
export function eventOf(sender: string, request: Partial<SentRequest> = {}): Record<string, unknown> {
  const found = senders.find(({ name }) => name === sender);
  if (found === undefined) throw new Error(`no sender ${sender}`);
  return found.event({ ...exampleRequest, ...request });
}

/** What a load balancer sends to see whether its target lives. */
export const albHealthCheck = {
  requestContext: { elb: { targetGroupArn: "arn:aws:elasticloadbalancing:eu-central-1:000000000000:targetgroup/x/1" } },
  httpMethod: "GET",
  path: "/health",
  queryStringParameters: {},
  headers: { "user-agent": "ELB-HealthChecker/2.0" },
  body: "",
  isBase64Encoded: false,
};

function payload2(request: SentRequest, host: string, rawPath: string): Record<string, unknown> {
  const { cookies, query } = request;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString: encodeQuery(query),
    ...(cookies.length > 0 && { cookies }),
    headers: joined([["host", host], ...forwarded, ...request.headers], ","),
    ...(query.length > 0 && { queryStringParameters: joined(query, ",") }),
    requestContext: {
      accountId: "000000000000",
      apiId: host.slice(0, host.indexOf(".")),
      domainName: host,
      domainPrefix: host.slice(0, host.indexOf(".")),
      http: {
        method: request.method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: "192.0.2.1",
        userAgent: "test",
      },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey: "$default",
      stage: "$default",
      time: "12/Mar/2026:19:03:58 +0000",
      timeEpoch: 1773342238000,
    },
    ...bodyFields(request, undefined),
  };
}

function restApi(request: SentRequest): Record<string, unknown> {
  const headers = [["Host", httpApiHost] as const, ...forwarded, ...request.headers, ...cookieHeader(request)];
  return {
    resource: "/{proxy+}",
    path: request.path,
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: grouped(headers),
    queryStringParameters: request.query.length > 0 ? lastOf(request.query) : null,
    multiValueQueryStringParameters: request.query.length > 0 ? grouped(request.query) : null,
    pathParameters: { proxy: request.path.slice(1) },
    stageVariables: null,
    requestContext: {
      resourceId: "0cfz3c",
      resourcePath: "/{proxy+}",
      httpMethod: request.method,
      extendedRequestId: "VJZmxEYvliAFiKg=",
      requestTime: "12/Mar/2026:19:03:58 +0000",
      path: `/prod${request.path}`,
      accountId: "000000000000",
      protocol: "HTTP/1.1",
      stage: "prod",
      domainPrefix: "a1b2c3d4e5",
      requestTimeEpoch: 1773342238000,
      requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      identity: { sourceIp: "192.0.2.1", userAgent: "test", user: null },
      domainName: httpApiHost,
      apiId: "a1b2c3d4e5",
    },
    ...bodyFields(request, null),
  };
}

function alb(request: SentRequest): Record<string, unknown> {
  const headers = [["host", albHost] as const, ...forwarded, ...request.headers, ...cookieHeader(request)];
  return {
    requestContext: albHealthCheck.requestContext,
    httpMethod: request.method,
    path: request.path,
    queryStringParameters: lastOf(encodedPairs(request.query)),
    headers: lastOf(headers),
    ...bodyFields(request, ""),
  };
}

function albMultiValue(request: SentRequest): Record<string, unknown> {
  const headers = [["host", albHost] as const, ...forwarded, ...request.headers, ...cookieHeader(request)];
  return {
    requestContext: albHealthCheck.requestContext,
    httpMethod: request.method,
    path: request.path,
    multiValueQueryStringParameters: grouped(encodedPairs(request.query)),
    multiValueHeaders: grouped(headers),
    ...bodyFields(request, ""),
  };
}

function cookieHeader({ cookies }: SentRequest): [name: string, value: string][] {
  return cookies.length > 0 ? [["cookie", cookies.join("; ")]] : [];
}

function encodedPairs(query: SentRequest["query"]): [name: string, value: string][] {
  return query.map(([name, value]) => [encodeURIComponent(name), encodeURIComponent(value)]);
}

function encodeQuery(query: SentRequest["query"]): string {
  return encodedPairs(query)
    .map((pair) => pair.join("="))
    .join("&");
}

function lastOf(pairs: SentRequest["query"]): Record<string, string> {
  return Object.fromEntries(pairs);
}

function grouped(pairs: SentRequest["query"]): Record<string, string[]> {
  const groups = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries([...groups].map(([name, group]) => [name, group.map(([, value]) => value)]));
}

function joined(pairs: SentRequest["query"], separator: string): Record<string, string> {
  return Object.fromEntries(Object.entries(grouped(pairs)).map(([name, values]) => [name, values.join(separator)]));
}

/** Text is passed as text, anything else in base64; every platform writes the lack of a body in its own way. */
function bodyFields({ body }: SentRequest, none: unknown): Record<string, unknown> {
  if (body === undefined) return { ...(none !== undefined && { body: none }), isBase64Encoded: false };
  try {
    return { body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body), isBase64Encoded: false };
  } catch {
    return { body: body.toBase64(), isBase64Encoded: true };
  }
}

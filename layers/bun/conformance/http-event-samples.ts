/** An HTTP request as a test writes it down; each function below makes the event that Lambda gets for it. */
export interface HttpRequestSample {
  readonly method?: string;
  readonly path?: string;
  /** The query as the event has it: raw for payload 2.0, decoded for payload 1.0, raw for a load balancer. */
  readonly query?: string | Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly base64?: boolean;
}

type Event = Readonly<Record<string, unknown>>;

const host = "api.example.com";

/** API Gateway's HTTP API, payload 2.0; a function URL has the same. */
export function httpApiEvent(request: HttpRequestSample = {}): Event {
  const { method = "GET", path = "/", query = "", headers = {}, cookies, body, base64 = false } = request;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(typeof query === "string" && query !== "" && { queryStringParameters: joined(query) }),
    ...(cookies && { cookies }),
    headers: { host: host, "x-forwarded-proto": "https", ...headers },
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      domainName: host,
      stage: "$default",
      requestId: "id",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: base64,
  };
}

/** A function URL: payload 2.0, whose path keeps its encoding. */
function functionUrlEvent(request: HttpRequestSample = {}): Event {
  const event = httpApiEvent(request);
  const domainName = "url-id.lambda-url.eu-central-1.on.aws";
  return { ...event, requestContext: { ...Object(event["requestContext"]), domainName } };
}

/** API Gateway's REST API, payload 1.0. */
export function restApiEvent(request: HttpRequestSample = {}): Event {
  const { method = "GET", path = "/", query, headers = {}, cookies = [], body, base64 = false } = request;
  const given: Record<string, readonly string[]> = Object.fromEntries(
    Object.entries({ Host: host, "X-Forwarded-Proto": "https", ...headers }).map(([name, value]) => [name, [value]]),
  );
  const multiple = cookies.length > 0 ? { ...given, Cookie: cookies } : given;
  const parameters = typeof query === "object" ? query : null;
  return {
    resource: "/{proxy+}",
    path,
    httpMethod: method,
    headers: lastOf(multiple),
    multiValueHeaders: multiple,
    queryStringParameters: parameters && lastOf(parameters),
    multiValueQueryStringParameters: parameters,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      httpMethod: method,
      path: `/prod${path}`,
      stage: "prod",
      domainName: host,
      requestId: "id",
      apiId: "api",
    },
    body: body ?? null,
    isBase64Encoded: base64,
  };
}

/** An Application Load Balancer's target group, with or without multi-value headers. */
export function loadBalancerEvent(request: HttpRequestSample = {}, multiValue = false): Event {
  const { method = "GET", path = "/", query = {}, headers = {}, cookies = [], body = "", base64 = false } = request;
  const given = { host: host, "x-forwarded-proto": "https", ...headers };
  const parameters = typeof query === "object" ? query : {};
  const shape = multiValue
    ? {
        multiValueHeaders: {
          ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]])),
          ...(cookies.length > 0 && { cookie: cookies }),
        },
        multiValueQueryStringParameters: parameters,
      }
    : {
        headers: { ...given, ...(cookies.length > 0 && { cookie: cookies.join("; ") }) },
        queryStringParameters: lastOf(parameters),
      };
  const elb = { targetGroupArn: "arn:aws:elasticloadbalancing:eu-central-1:000000000000:targetgroup/t/1" };
  return { requestContext: { elb }, httpMethod: method, path, ...shape, body, isBase64Encoded: base64 };
}

/** Values of the same name are joined by commas, as API Gateway does it. */
function joined(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name).join(",")]));
}

function lastOf(multiple: Readonly<Record<string, readonly string[]>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(multiple).map(([name, values]) => [name, values.at(-1)]));
}

/** Every shape by its name. */
export const httpEvents = {
  "HTTP API": httpApiEvent,
  "function URL": functionUrlEvent,
  "REST API": restApiEvent,
  "load balancer": loadBalancerEvent,
  "load balancer with multi-value headers": (request: HttpRequestSample) => loadBalancerEvent(request, true),
} as const;

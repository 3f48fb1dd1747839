import type { LambdaFunctionURLEvent } from "aws-lambda";

/**
 * The event by which CloudFront's GET of a path reaches the function through its URL.
 *
 * Source: AWS documentation, "Invoking Lambda function URLs", section "Request payload format".
 */
export function functionUrlEvent(path: string): LambdaFunctionURLEvent {
  const { pathname, search } = new URL(path, "https://site.example");
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { host: "site.example", "x-forwarded-proto": "https" },
    requestContext: {
      accountId: "anonymous",
      apiId: "url-id",
      domainName: "url-id.lambda-url.eu-central-1.on.aws",
      domainPrefix: "url-id",
      http: {
        method: "GET",
        path: pathname,
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "Amazon CloudFront",
      },
      requestId: crypto.randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: "02/Jan/2026:03:04:05 +0000",
      timeEpoch: 1_767_323_045_678,
    },
    isBase64Encoded: false,
  };
}

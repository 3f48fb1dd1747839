/**
 * One line of JSON for each request that reached the API, whatever became of it. It holds neither query nor headers, which
 * may carry what nobody should read later, but the caller's token by its id.
 *
 * A variable without a value is `-`, and so only those that always have a number stand without quotes.
 *
 * Source: AWS documentation, "Customize HTTP API access logs".
 */
export const accessLogFormat = `{${[
  `"time":"$context.requestTime"`,
  `"requestId":"$context.requestId"`,
  `"routeKey":"$context.routeKey"`,
  `"method":"$context.httpMethod"`,
  `"path":"$context.path"`,
  `"status":$context.status`,
  `"latencyMs":$context.responseLatency`,
  `"bytes":"$context.responseLength"`,
  `"ip":"$context.identity.sourceIp"`,
  `"tokenId":"$context.authorizer.tokenId"`,
  `"authorizerError":"$context.authorizer.error"`,
  `"integrationStatus":"$context.integrationStatus"`,
  `"integrationLatencyMs":"$context.integrationLatency"`,
  `"integrationError":"$context.integrationErrorMessage"`,
  `"error":"$context.error.message"`,
].join(",")}}`;

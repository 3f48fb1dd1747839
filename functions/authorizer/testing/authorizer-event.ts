import { httpEvent } from "../../http/testing/http-event.ts";

/** What API Gateway asks the authorizer for a request with this Authorization header. */
export function authorizerEvent(authorization: string, routeKey = "GET /categories"): object {
  const { version, rawPath, rawQueryString, headers, requestContext } = httpEvent({
    headers: { authorization },
    authorizer: null,
  });
  return {
    version,
    type: "REQUEST",
    routeArn: "arn:aws:execute-api:eu-central-1:000000000000:api/$default/GET/categories",
    identitySource: [authorization],
    routeKey,
    rawPath,
    rawQueryString,
    headers,
    requestContext,
  };
}

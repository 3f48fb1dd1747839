import { readBody, readMultiValuePairs, readPairs, requireText } from "./event-fields.ts";
import type { HttpEvent } from "./http-event.ts";
import { isJsonObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";

/**
 * Reads the event of an Application Load Balancer. It has either the fields for single values or those for several, by
 * the target group's setting, and wants its answer in the same. Path and query keep the client's encoding.
 *
 * Source: AWS documentation, "Use Lambda functions as targets of an Application Load Balancer".
 */
export function readAlbEvent(event: JsonObject, requestContext: JsonObject): HttpEvent {
  const multiValue = isJsonObject(event["multiValueHeaders"]);
  const query = multiValue
    ? readMultiValuePairs(event, "multiValueQueryStringParameters")
    : readPairs(event, "queryStringParameters");
  return {
    shape: multiValue ? "alb-multi-value" : "alb",
    method: requireText(event, "httpMethod"),
    path: requireText(event, "path"),
    query: query.map((pair) => pair.join("=")).join("&"),
    headers: multiValue ? readMultiValuePairs(event, "multiValueHeaders") : readPairs(event, "headers"),
    domainName: undefined,
    body: readBody(event),
    requestContext,
  };
}

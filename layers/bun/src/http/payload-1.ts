import { readBody, readMultiValuePairs, readPairs, readText, requireText } from "./event-fields.ts";
import type { JsonObject } from "./json-object.ts";
import type { HttpEvent } from "./http-event.ts";

/**
 * Reads payload format 1.0, which REST APIs send, and HTTP APIs that are set to it. The query comes decoded, so that it
 * is encoded anew, and the path encoded. What the event has only once, a test event of the console for instance, is
 * taken from the fields for single values.
 *
 * The path of a REST API has no stage, but the base path of a custom domain.
 *
 * Source: AWS documentation, "Lambda proxy integrations in API Gateway", input format.
 */
export function readPayload1(event: JsonObject, requestContext: JsonObject): HttpEvent {
  const query =
    (event["multiValueQueryStringParameters"] ?? undefined)
      ? readMultiValuePairs(event, "multiValueQueryStringParameters")
      : readPairs(event, "queryStringParameters");
  return {
    shape: "payload-1.0",
    method: requireText(event, "httpMethod"),
    path: requireText(event, "path"),
    query: query.map((pair) => pair.map(encode).join("=")).join("&"),
    headers:
      (event["multiValueHeaders"] ?? undefined)
        ? readMultiValuePairs(event, "multiValueHeaders")
        : readPairs(event, "headers"),
    domainName: readText(requestContext, "domainName"),
    body: readBody(event),
    requestContext,
  };
}

/** A lone surrogate has no UTF-8, and `encodeURIComponent` throws at one. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

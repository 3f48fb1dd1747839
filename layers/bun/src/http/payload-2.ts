import { readBody, readPairs, readText, readTexts, requireText } from "./event-fields.ts";
import type { JsonObject } from "./json-object.ts";
import type { HttpEvent } from "./http-event.ts";

/**
 * Reads payload format 2.0, which HTTP APIs and Lambda function URLs send. Cookies come apart from the other headers,
 * and repeated headers are already joined with a comma.
 *
 * An HTTP API has decoded `rawPath`, a function URL has not. Under a stage other than `$default` the path begins with
 * the stage, on a custom domain as well.
 *
 * Source: AWS documentation, "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway", "Invoking Lambda
 * function URLs".
 */
export function readPayload2(event: JsonObject, requestContext: JsonObject, http: JsonObject): HttpEvent {
  const cookies = readTexts(event, "cookies").map((cookie): [name: string, value: string] => ["cookie", cookie]);
  const headers = readPairs(event, "headers");
  return {
    shape: "payload-2.0",
    method: requireText(http, "method"),
    path: requireText(event, "rawPath"),
    query: readText(event, "rawQueryString") ?? "",
    headers: cookies.length === 0 ? headers : [...headers.filter(([name]) => !/^cookie$/i.test(name)), ...cookies],
    domainName: readText(requestContext, "domainName"),
    body: readBody(event),
    requestContext,
  };
}

import type { HttpAnswer } from "./http-answer.ts";
import { isRecord, parseJson } from "./json-record.ts";
import { MalformedResultError, responseMetadata } from "./response-metadata.ts";

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/;

/**
 * Maps a function's result in payload format 2.0 to an HTTP response; never throws.
 *
 * A JSON object with `statusCode` is a response: a whole number from 200 to 599, which may be written as a string;
 * `headers` of strings, numbers and booleans (null is left out); each of `cookies` becomes a `Set-Cookie`, before one
 * that stands in `headers`; `body` is a string, Base64 with `isBase64Encoded`. Without a content type it is
 * `text/plain; charset=utf-8`. `multiValueHeaders` is ignored.
 *
 * Everything else becomes the body of a 200 with `application/json`: a JSON string unquoted, other JSON as it was sent,
 * and so, against the documentation, what is no JSON at all.
 *
 * Sources: AWS documentation, "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway"; AWS's own Lambda
 * Test Tool, whose tests were recorded from AWS (no JSON, default content type, a fraction or zero as status);
 * ministackorg/ministack pull request 758 (order of cookies). A status as string is what AWS's blueprint
 * `microservice-http-endpoint` returns. Undocumented and chosen here: other statuses, a body or a header of another
 * type and broken Base64 are malformed; hop-by-hop headers, `Content-Length` and `Date` are dropped.
 */
export function httpResponse(payload: Uint8Array): HttpAnswer | MalformedResultError {
  const result = parseJson(new TextDecoder().decode(payload));
  if (typeof result === "string") return inferredResponse(new TextEncoder().encode(result));
  if (!isRecord(result) || !("statusCode" in result)) return inferredResponse(payload);
  try {
    return structuredResponse(result);
  } catch (error) {
    if (error instanceof MalformedResultError) return error;
    throw error;
  }
}

function inferredResponse(body: Uint8Array): HttpAnswer {
  return { status: 200, headers: [["Content-Type", "application/json"]], body };
}

function structuredResponse(result: Readonly<Record<string, unknown>>): HttpAnswer {
  const metadata = responseMetadata(result, "text/plain; charset=utf-8");
  return { ...metadata, body: responseBody(result["body"], result["isBase64Encoded"]) };
}

function responseBody(body: unknown, isBase64Encoded: unknown): Uint8Array {
  if (isBase64Encoded !== undefined && isBase64Encoded !== null && typeof isBase64Encoded !== "boolean") {
    throw new MalformedResultError("isBase64Encoded must be a boolean.");
  }
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body !== "string") throw new MalformedResultError("body must be a string.");
  if (isBase64Encoded !== true) return new TextEncoder().encode(body);
  if (!base64.test(body)) throw new MalformedResultError("body is not Base64.");
  return Buffer.from(body, "base64");
}

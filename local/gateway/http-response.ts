import type { HttpAnswer } from "./http-answer.ts";
import { isRecord, parseJson } from "./json-record.ts";

/** A function's result that API Gateway cannot make a response of; the client gets a 500 that tells nothing. */
export class MalformedResultError extends Error {
  override readonly name = "MalformedResultError";
  readonly code = "MALFORMED_RESULT";

  constructor(reason: string) {
    super(`The function's result is no HTTP response: ${reason}`);
  }
}

/** Headers that describe the connection to the client, which is the gateway's own, and the length, which it counts. */
const gatewayHeaders = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
// oxlint-disable-next-line no-control-regex -- these are the characters that RFC 9110, 5.5, forbids in a value
const forbiddenInValue = /[\u0000-\u0008\u000a-\u001f\u007f]/;
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
  const status = responseStatus(result["statusCode"]);
  const headers = responseHeaders(result["headers"]);
  const cookies = responseCookies(result["cookies"]);
  const body = responseBody(result["body"], result["isBase64Encoded"]);
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  return {
    status,
    headers: [
      ...(hasType ? [] : [["Content-Type", "text/plain; charset=utf-8"] as const]),
      ...cookies.map((cookie) => ["Set-Cookie", cookie] as const),
      ...headers,
    ],
    body,
  };
}

function responseStatus(value: unknown): number {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  if (typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw new MalformedResultError("statusCode must be a whole number from 200 to 599.");
}

function responseHeaders(value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  if (!isRecord(value)) throw new MalformedResultError("headers must be an object.");

  // Names are compared without case, and the last one written wins.
  const headers = new Map<string, readonly [string, string]>();
  for (const [name, content] of Object.entries(value)) {
    if (content === undefined || content === null) continue;
    if (!headerName.test(name)) throw new MalformedResultError("a name in headers is not an HTTP field name.");
    if (gatewayHeaders.has(name.toLowerCase())) continue;
    if (typeof content !== "string" && typeof content !== "number" && typeof content !== "boolean") {
      throw new MalformedResultError(`the header ${name} must be a string, a number or a boolean.`);
    }
    headers.set(name.toLowerCase(), [name, fieldValue(name, String(content))]);
  }
  return [...headers.values()];
}

function responseCookies(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MalformedResultError("cookies must be an array of strings.");
  return value.map((cookie: unknown) => {
    if (typeof cookie !== "string") throw new MalformedResultError("cookies must be an array of strings.");
    return fieldValue("Set-Cookie", cookie);
  });
}

function fieldValue(name: string, value: string): string {
  if (forbiddenInValue.test(value)) throw new MalformedResultError(`the header ${name} has a control character.`);
  return value.trim();
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

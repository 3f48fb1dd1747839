import type { HttpAnswer } from "./http-answer.ts";
import { isRecord } from "./json-record.ts";

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

/**
 * Status and headers as a function names them: in its result, or ahead of a streamed response. `statusCode` is a whole
 * number from 200 to 599, which may be written as a string; `headers` of strings, numbers and booleans (null is left out);
 * each of `cookies` becomes a `Set-Cookie`, before one that stands in `headers`. Hop-by-hop headers, `Content-Length` and
 * `Date` are dropped.
 *
 * @throws MalformedResultError for anything else.
 */
export function responseMetadata(
  result: Readonly<Record<string, unknown>>,
  defaultContentType: string,
): Omit<HttpAnswer, "body"> {
  const status = responseStatus(result["statusCode"]);
  const headers = responseHeaders(result["headers"]);
  const cookies = responseCookies(result["cookies"]);
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  return {
    status,
    headers: [
      ...(hasType ? [] : [["Content-Type", defaultContentType] as const]),
      ...cookies.map((cookie) => ["Set-Cookie", cookie] as const),
      ...headers,
    ],
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

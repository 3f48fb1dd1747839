import { casings } from "./casings.ts";
import type { HttpEventShape } from "./http-event.ts";
import { reasonPhrase } from "./reason-phrase.ts";
import { multiValues, nameUntypedBody, resultHeaders, singleValues } from "./result-headers.ts";
import { isTextual } from "./textual.ts";

interface EncodedBody {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** Payload format 2.0: each `Set-Cookie` stands in `cookies`. */
export interface Payload2Result extends EncodedBody {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly cookies?: readonly string[];
}

/** Payload format 1.0. */
export interface Payload1Result extends EncodedBody {
  readonly statusCode: number;
  readonly multiValueHeaders: Record<string, readonly string[]>;
}

/** Of a load balancer that wants single values. */
export interface AlbResult extends EncodedBody {
  readonly statusCode: number;
  /** Code and reason: `200 OK`. */
  readonly statusDescription: string;
  readonly headers: Record<string, string>;
}

/** Of a load balancer that wants several values. */
export interface AlbMultiValueResult extends Payload1Result {
  /** Code and reason: `200 OK`. */
  readonly statusDescription: string;
}

export type BufferedResult = Payload2Result | Payload1Result | AlbResult | AlbMultiValueResult;

/**
 * Reads a response to its end and writes it as the result that the event's sender expects.
 *
 * The body is text where the media type says so and the bytes are UTF-8, base64 otherwise and always where it has a
 * content encoding. A REST API decodes base64 only for media types among its `binaryMediaTypes`. Whatever the reading
 * of the body throws passes through.
 *
 * Sources: AWS documentation, "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway", "Lambda proxy
 * integrations in API Gateway", "Use Lambda functions as targets of an Application Load Balancer".
 */
export async function toBufferedResult(response: Response, shape: HttpEventShape): Promise<BufferedResult> {
  const statusCode = response.status;
  const bytes = await response.bytes();
  const headers = resultHeaders(response.headers);
  correctLength(headers, bytes.length);
  nameUntypedBody(headers, bytes);
  const encoded = encodeBody(bytes, headers);
  const cookies = headers.getSetCookie();
  if (shape === "payload-2.0") {
    const result = { statusCode, headers: singleValues(headers), ...encoded };
    return cookies.length > 0 ? { ...result, cookies } : result;
  }
  if (shape === "payload-1.0") return { statusCode, multiValueHeaders: multiValues(headers), ...encoded };
  const status = { statusCode, statusDescription: describeStatus(response) };
  if (shape === "alb-multi-value") return { ...status, multiValueHeaders: multiValues(headers), ...encoded };
  return { ...status, headers: { ...singleValues(headers), ...oneNameEach("set-cookie", cookies) }, ...encoded };
}

/**
 * Cookies cannot be joined, and the object has a name but once: each gets the name in another casing, which are all one
 * name to HTTP.
 */
function oneNameEach(name: string, values: readonly string[]): Record<string, string> {
  const names = casings(name);
  return Object.fromEntries(values.map((value) => [names.next().value ?? name, value]));
}

function describeStatus({ status, statusText }: Response): string {
  return `${status} ${statusText || reasonPhrase(status)}`.trim();
}

/**
 * Corrects a length that is not the body's, as `Bun.serve` does: Bun's `fetch` decompresses a body and leaves the header
 * as it was. A response without a body keeps it, because an answer to HEAD tells the length of the body it leaves out.
 */
function correctLength(headers: Headers, length: number): void {
  if (length > 0 && headers.has("content-length")) headers.set("content-length", String(length));
}

function encodeBody(bytes: Uint8Array, headers: Headers): EncodedBody {
  const text = isTextual(headers) ? decodeUtf8(bytes) : undefined;
  if (text !== undefined || bytes.length === 0) return { body: text ?? "", isBase64Encoded: false };
  return { body: bytes.toBase64(), isBase64Encoded: true };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

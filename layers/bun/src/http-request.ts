import type { HttpResponse } from "./http-response-parser.ts";
import type { RuntimeApiAddress } from "./runtime-api-address.ts";

export interface HttpRequestHead {
  readonly method: "GET" | "POST";
  /** Path of the API, from its slash on. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface HttpRequest extends HttpRequestHead {
  /** Sent in UTF-8; absent for a request without a body. */
  readonly body?: string;
}

/** A request whose body is written piece by piece. */
export interface ChunkedRequest {
  /**
   * Resolves once the kernel has taken the bytes, so that a slow reader slows down the writer. One call at a time.
   *
   * @throws HttpConnectionError `CONNECTION_LOST` when the peer answered or left before the request was whole.
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Ends the body, with trailers that the request's head has announced.
   *
   * @throws HttpConnectionError as `write` does.
   */
  end(trailers?: Readonly<Record<string, string>>): Promise<void>;
  /** The whole response, which may come before the request has ended; rejects as `HttpConnection.send` does. */
  readonly response: Promise<HttpResponse>;
}

/** The bytes of a request: its head, and the body where it has one with a length. */
export function encodeRequest(address: RuntimeApiAddress, request: HttpRequest): Uint8Array {
  let head = `${request.method} ${address.basePath}${request.path} HTTP/1.1\r\nHost: ${address.authority}\r\n`;
  for (const [name, value] of Object.entries(request.headers)) head += `${name}: ${value}\r\n`;
  if (request.body !== undefined) head += `Content-Length: ${Buffer.byteLength(request.body)}\r\n`;
  return Buffer.from(`${head}\r\n${request.body ?? ""}`);
}

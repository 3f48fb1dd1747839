/** One HTTP request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** Head and body, every byte. */
  readonly raw: Uint8Array;
  /** The body without its chunk framing. */
  readonly body: Uint8Array;
  /** Names in lower case; only a chunked request has any. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** The bytes are not an HTTP/1.1 request. */
export class HttpRequestError extends Error {}

const NO_BYTES = new Uint8Array(0);

/**
 * Incremental parser of HTTP/1.1 requests. Every push answers with the requests that it completed.
 *
 * Source: RFC 9112.
 */
export class HttpRequestParser {
  #bytes: Uint8Array = NO_BYTES;

  /** @throws {HttpRequestError} when the bytes cannot be part of a request. */
  push(bytes: Uint8Array): ReceivedRequest[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const requests: ReceivedRequest[] = [];
    for (;;) {
      const request = readRequest(this.#bytes);
      if (request === undefined) return requests;
      requests.push(request);
      this.#bytes = this.#bytes.subarray(request.raw.length);
    }
  }
}

interface Body {
  readonly content: Uint8Array;
  readonly trailers: ReadonlyMap<string, string>;
  /** Offset behind the body. */
  readonly end: number;
}

function readRequest(bytes: Uint8Array): ReceivedRequest | undefined {
  const headEnd = Buffer.from(bytes).indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const [requestLine = "", ...lines] = text(bytes.subarray(0, headEnd)).split("\r\n");
  const match = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(requestLine);
  if (match === null) throw new HttpRequestError(`not a request line: ${requestLine}`);
  const [, method = "", target = ""] = match;
  const headers = readFields(lines);
  const body = readBody(bytes, headEnd + 4, headers);
  if (body === undefined) return undefined;
  const raw = bytes.slice(0, body.end);
  return { method, target, headers, raw, body: body.content.slice(), trailers: body.trailers };
}

function readBody(bytes: Uint8Array, start: number, headers: ReadonlyMap<string, string>): Body | undefined {
  if (headers.get("transfer-encoding") === "chunked") return readChunks(bytes, start);
  const end = start + Number(headers.get("content-length") ?? "0");
  if (Number.isNaN(end)) throw new HttpRequestError("content-length is not a number");
  return bytes.length < end ? undefined : { content: bytes.subarray(start, end), trailers: new Map(), end };
}

function readChunks(bytes: Uint8Array, start: number): Body | undefined {
  const buffer = Buffer.from(bytes);
  const chunks: Uint8Array[] = [];
  let at = start;
  for (;;) {
    const lineEnd = buffer.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(text(bytes.subarray(at, lineEnd)), 16);
    if (Number.isNaN(size)) throw new HttpRequestError("a chunk size is not a number");
    if (size === 0) return readTrailers(buffer, lineEnd, Buffer.concat(chunks));
    const dataEnd = lineEnd + 2 + size;
    if (bytes.length < dataEnd + 2) return undefined;
    chunks.push(bytes.subarray(lineEnd + 2, dataEnd));
    at = dataEnd + 2;
  }
}

function readTrailers(buffer: Buffer, lastChunkEnd: number, content: Uint8Array): Body | undefined {
  const end = buffer.indexOf("\r\n\r\n", lastChunkEnd);
  if (end < 0) return undefined;
  const lines = text(buffer.subarray(lastChunkEnd + 2, end)).split("\r\n");
  return { content, trailers: readFields(lines.filter((line) => line !== "")), end: end + 4 };
}

function readFields(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(":");
      if (colon < 1) throw new HttpRequestError(`not a field: ${line}`);
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
}

/** One character a byte, so that what is not ASCII stays visible. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

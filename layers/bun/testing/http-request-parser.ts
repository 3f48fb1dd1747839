/** The head of a request as it came over the wire. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** One HTTP request as it came over the wire. */
export interface ReceivedRequest extends RequestHead {
  /** Head and body, every byte. */
  readonly raw: Uint8Array;
  /** The body without its chunk framing. */
  readonly body: Uint8Array;
  /** The chunks' contents in their order; the whole body where it was not chunked. */
  readonly chunks: readonly Uint8Array[];
  /** Names in lower case; only a chunked request has any. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** A request whose head is there and whose body is not yet. */
export interface PartialRequest extends RequestHead {
  /** What has come of the body, without its chunk framing. */
  readonly body: Uint8Array;
  /** The whole chunks among that. */
  readonly chunks: readonly Uint8Array[];
}

/** The bytes are not an HTTP/1.1 request. */
export class HttpRequestError extends Error {}

/** A request being read. */
interface Draft extends RequestHead {
  readonly start: number;
  /** Offset of what is read next: the body, a chunk's size, or the trailers. */
  at: number;
  readonly chunks: Uint8Array[];
  /** The body's length, or undefined where it is chunked. */
  readonly length: number | undefined;
  /** The last chunk has been read: what follows is the trailers. */
  lastChunk: boolean;
}

const blankLine = "\r\n\r\n";
const noTrailers: ReadonlyMap<string, string> = new Map();

/**
 * Incremental parser of HTTP/1.1 requests. Every push answers with the requests that it completed.
 *
 * Source: RFC 9112.
 */
export class HttpRequestParser {
  /** Bytes from the beginning of the request being read; the buffer has room behind them. */
  #buffer = Buffer.alloc(4096);
  #length = 0;
  #draft: Draft | undefined;

  /** @throws HttpRequestError when the bytes cannot be part of a request. */
  push(bytes: Uint8Array): ReceivedRequest[] {
    this.#append(bytes);
    const requests: ReceivedRequest[] = [];
    for (;;) {
      const request = this.#read();
      if (request === undefined) return requests;
      requests.push(request);
    }
  }

  /** The request whose body is on its way. */
  get partial(): PartialRequest | undefined {
    const draft = this.#draft;
    if (draft === undefined) return undefined;
    const { method, target, headers, chunks, length } = draft;
    const body = length === undefined ? Buffer.concat(chunks) : Buffer.from(this.#received.subarray(draft.at));
    return { method, target, headers, body, chunks: [...chunks] };
  }

  get #received(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#buffer.length) {
      const grown = Buffer.alloc(Math.max(length, this.#buffer.length * 2));
      this.#received.copy(grown);
      this.#buffer = grown;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  #read(): ReceivedRequest | undefined {
    this.#draft ??= readHead(this.#received);
    const draft = this.#draft;
    if (draft === undefined) return undefined;
    const end = readBody(this.#received, draft);
    if (end === undefined) return undefined;
    const request = this.#complete(draft, end);
    this.#draft = undefined;
    this.#buffer.copyWithin(0, end, this.#length);
    this.#length -= end;
    return request;
  }

  #complete({ method, target, headers, chunks, at, lastChunk }: Draft, end: number): ReceivedRequest {
    const raw = Buffer.from(this.#buffer.subarray(0, end));
    const trailers = lastChunk ? readFields(text(raw.subarray(at, end)).split("\r\n").filter(Boolean)) : noTrailers;
    return { method, target, headers, raw, body: Buffer.concat(chunks), chunks, trailers };
  }
}

function readHead(bytes: Buffer): Draft | undefined {
  const headEnd = bytes.indexOf(blankLine);
  if (headEnd < 0) return undefined;
  const [requestLine = "", ...lines] = text(bytes.subarray(0, headEnd)).split("\r\n");
  const match = /^([A-Z]+) (\S+) HTTP\/1\.1$/.exec(requestLine);
  if (match === null) throw new HttpRequestError(`not a request line: ${requestLine}`);
  const [, method = "", target = ""] = match;
  const headers = readFields(lines);
  const at = headEnd + blankLine.length;
  return { method, target, headers, start: at, at, chunks: [], length: bodyLength(headers), lastChunk: false };
}

function bodyLength(headers: ReadonlyMap<string, string>): number | undefined {
  if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") return undefined;
  const length = Number(headers.get("content-length") ?? "0");
  if (Number.isNaN(length)) throw new HttpRequestError("content-length is not a number");
  return length;
}

/** Reads on as far as the bytes go; answers with the offset behind the request once it is whole. */
function readBody(bytes: Buffer, draft: Draft): number | undefined {
  if (draft.length === undefined) return readChunks(bytes, draft);
  const end = draft.start + draft.length;
  if (bytes.length < end) return undefined;
  draft.chunks.push(Buffer.from(bytes.subarray(draft.start, end)));
  return end;
}

function readChunks(bytes: Buffer, draft: Draft): number | undefined {
  while (!draft.lastChunk) {
    const lineEnd = bytes.indexOf("\r\n", draft.at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(text(bytes.subarray(draft.at, lineEnd)), 16);
    if (Number.isNaN(size)) throw new HttpRequestError("a chunk size is not a number");
    if (size === 0) {
      draft.lastChunk = true;
      // The line's end counts as the beginning of the blank line where there are no trailers.
      draft.at = lineEnd;
      break;
    }
    const end = lineEnd + 2 + size;
    if (bytes.length < end + 2) return undefined;
    draft.chunks.push(Buffer.from(bytes.subarray(lineEnd + 2, end)));
    draft.at = end + 2;
  }
  const end = bytes.indexOf(blankLine, draft.at);
  return end < 0 ? undefined : end + blankLine.length;
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

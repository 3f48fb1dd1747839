import { HttpParseError } from "./http-parse-error.ts";
import { indexOfHeadEnd, parseHead } from "./http-response-head.ts";
import type { HttpResponseHead } from "./http-response-head.ts";

/** One whole HTTP response. */
export interface HttpResponse extends HttpResponseHead {
  readonly body: Uint8Array;
}

type State = "head" | "fixed" | "until-close" | "chunk-size" | "chunk-data" | "chunk-end" | "trailers" | "complete";

const cr = 0x0d;
const lf = 0x0a;
const empty = new Uint8Array(0);
/** Far above what the Runtime API sends; a bound so that garbage cannot fill the memory. */
const maxHeadBytes = 1024 * 1024;
const maxLineBytes = 16 * 1024;
const notFinished: HttpResponseHead = { status: 0, headers: new Map(), keepAlive: false };

const decoder = new TextDecoder();

/**
 * Incremental parser of exactly one HTTP/1.1 response to a request other than HEAD or CONNECT. Bytes may come in any
 * split. Interim (1xx) responses are skipped; trailers are read and dropped.
 *
 * Source: RFC 9112, sections 2 to 7.
 */
export class HttpResponseParser {
  #state: State = "head";
  #buffered: Uint8Array = empty;
  #head: HttpResponseHead = notFinished;
  #remaining = 0;
  readonly #body: Uint8Array[] = [];

  /** The response, once all of it has come. */
  get response(): HttpResponse | undefined {
    if (this.#state !== "complete") return undefined;
    return { ...this.#head, body: concatenate(this.#body) };
  }

  /**
   * Takes the next bytes; they are kept, not copied.
   *
   * @throws HttpParseError when they cannot be part of a response, or follow the end of one.
   */
  push(bytes: Uint8Array): void {
    this.#buffered = this.#buffered.length === 0 ? bytes : concatenate([this.#buffered, bytes]);
    while (this.#advance());
  }

  /**
   * Tells that the peer sends no more.
   *
   * @throws HttpParseError when the response is not whole.
   */
  end(): void {
    if (this.#state === "complete") return;
    if (this.#state !== "until-close") throw new HttpParseError(`the connection ended in its ${describe(this.#state)}`);
    this.#head = { ...this.#head, keepAlive: false };
    this.#state = "complete";
  }

  /** Does one step; false when more bytes are needed or none are expected. */
  #advance(): boolean {
    switch (this.#state) {
      case "head":
        return this.#readHead();
      case "fixed":
        return this.#readBytes("complete");
      case "chunk-data":
        return this.#readBytes("chunk-end");
      case "until-close":
        this.#body.push(this.#take(this.#buffered.length));
        return false;
      case "chunk-size":
        return this.#readChunkSize();
      case "chunk-end":
        return this.#readChunkEnd();
      case "trailers":
        return this.#readTrailer();
      default:
        if (this.#buffered.length > 0) throw new HttpParseError("bytes follow the end of the response");
        return false;
    }
  }

  #readHead(): boolean {
    const end = indexOfHeadEnd(this.#buffered);
    if (end < 0) {
      if (this.#buffered.length > maxHeadBytes) throw new HttpParseError(`its head exceeds ${maxHeadBytes} bytes`);
      return false;
    }
    const head = parseHead(decoder.decode(this.#take(end)));
    this.#take(4);
    if (head.status >= 100 && head.status < 200) return true;
    this.#head = head;
    this.#enterBody(head);
    return true;
  }

  /** Message body length: RFC 9112, section 6.3. */
  #enterBody(head: HttpResponseHead): void {
    if (head.status === 204 || head.status === 304) {
      this.#state = "complete";
      return;
    }
    const transferEncoding = head.headers.get("transfer-encoding");
    if (transferEncoding !== undefined) {
      if (transferEncoding.toLowerCase() !== "chunked") {
        throw new HttpParseError(`transfer encoding "${transferEncoding}" is not supported`);
      }
      this.#state = "chunk-size";
      return;
    }
    const contentLength = head.headers.get("content-length");
    if (contentLength === undefined) {
      this.#state = "until-close";
      return;
    }
    this.#remaining = parseLength(contentLength, 10);
    this.#state = this.#remaining === 0 ? "complete" : "fixed";
  }

  #readBytes(next: State): boolean {
    const size = Math.min(this.#remaining, this.#buffered.length);
    if (size > 0) this.#body.push(this.#take(size));
    this.#remaining -= size;
    if (this.#remaining > 0) return false;
    this.#state = next;
    return true;
  }

  #readChunkSize(): boolean {
    const line = this.#takeLine();
    if (line === undefined) return false;
    const [size = ""] = line.split(";", 1);
    this.#remaining = parseLength(size.trim(), 16);
    this.#state = this.#remaining === 0 ? "trailers" : "chunk-data";
    return true;
  }

  #readChunkEnd(): boolean {
    const line = this.#takeLine();
    if (line === undefined) return false;
    if (line !== "") throw new HttpParseError("a chunk is longer than its size");
    this.#state = "chunk-size";
    return true;
  }

  #readTrailer(): boolean {
    const line = this.#takeLine();
    if (line === undefined) return false;
    if (line === "") this.#state = "complete";
    return true;
  }

  #takeLine(): string | undefined {
    const end = this.#buffered.indexOf(lf);
    if ((end < 0 ? this.#buffered.length : end) > maxLineBytes) {
      throw new HttpParseError(`a line exceeds ${maxLineBytes} bytes`);
    }
    if (end < 0) return undefined;
    if (this.#buffered[end - 1] !== cr) throw new HttpParseError("a line does not end with CR LF");
    const line = decoder.decode(this.#take(end - 1));
    this.#take(2);
    return line;
  }

  #take(size: number): Uint8Array {
    const bytes = this.#buffered.subarray(0, size);
    this.#buffered = this.#buffered.subarray(size);
    return bytes;
  }
}

function describe(state: State): string {
  return state === "head" ? "head" : "body";
}

function parseLength(text: string, radix: 10 | 16): number {
  const valid = radix === 10 ? /^\d+$/ : /^[0-9a-f]+$/i;
  const length = valid.test(text) ? Number.parseInt(text, radix) : Number.NaN;
  if (!Number.isSafeInteger(length)) throw new HttpParseError(`"${text.slice(0, 80)}" is not a length`);
  return length;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only = empty] = parts;
  if (parts.length <= 1) return only;
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

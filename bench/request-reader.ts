/** A request whose body was counted and thrown away. */
export interface CountedRequest {
  /** Method, target and header fields, as they came. */
  readonly head: string;
  /** Bytes of the body, without its chunk framing. */
  readonly bodyBytes: number;
  /** The trailer fields of a chunked body, as they came. */
  readonly trailers: string;
}

const crlf = Buffer.from("\r\n");
const endOfHead = Buffer.from("\r\n\r\n");
const noBytes = Buffer.alloc(0);

type Part = "head" | "content" | "chunk-size" | "chunk" | "trailers";

/**
 * Reads HTTP/1.1 requests off one connection and counts their bodies, so that what a runtime sends costs the measuring
 * side next to nothing: a body is not kept, however large.
 *
 * Source: RFC 9112.
 */
export class RequestReader {
  #unread: Buffer = noBytes;
  #part: Part = "head";
  #head = "";
  #trailers = "";
  #bodyBytes = 0;
  /** Bytes left of the content, or of a chunk and its line end. */
  #left = 0;
  readonly #onContinue: () => void;

  /** @param onContinue called when a request waits for `100 Continue` before it sends its body */
  constructor(onContinue: () => void = () => undefined) {
    this.#onContinue = onContinue;
  }

  /** Answers with the requests that these bytes complete. */
  push(bytes: Uint8Array): CountedRequest[] {
    const arrived = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#unread = this.#unread.length === 0 ? arrived : Buffer.concat([this.#unread, arrived]);
    const requests: CountedRequest[] = [];
    while (this.#advance(requests)) continue;
    // The socket may write into these bytes again.
    if (this.#unread.length > 0) this.#unread = Buffer.from(this.#unread);
    return requests;
  }

  /** Reads one part; false when there are too few bytes for it. */
  #advance(requests: CountedRequest[]): boolean {
    switch (this.#part) {
      case "head":
        return this.#readHead(requests);
      case "content":
        return this.#skip(() => this.#complete(requests));
      case "chunk-size":
        return this.#readChunkSize();
      case "chunk":
        return this.#skip(() => (this.#part = "chunk-size"));
      case "trailers":
        return this.#readTrailer(requests);
      default:
        return this.#part satisfies never;
    }
  }

  #readHead(requests: CountedRequest[]): boolean {
    const head = this.#take(endOfHead);
    if (head === undefined) return false;
    this.#head = head;
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      this.#part = "chunk-size";
    } else {
      const [, length = "0"] = /\r\ncontent-length: *(\d+)/i.exec(head) ?? [];
      this.#left = this.#bodyBytes = Number(length);
      this.#part = "content";
      if (this.#left === 0) this.#complete(requests);
    }
    if (/\r\nexpect: *100-continue/i.test(head)) this.#onContinue();
    return true;
  }

  #readChunkSize(): boolean {
    const line = this.#take(crlf);
    if (line === undefined) return false;
    const size = Number.parseInt(line, 16);
    this.#bodyBytes += size;
    this.#left = size + crlf.length;
    this.#part = size === 0 ? "trailers" : "chunk";
    return true;
  }

  #readTrailer(requests: CountedRequest[]): boolean {
    const line = this.#take(crlf);
    if (line === undefined) return false;
    if (line === "") this.#complete(requests);
    else this.#trailers += `${line}\r\n`;
    return true;
  }

  #skip(onEnd: () => void): boolean {
    const skipped = Math.min(this.#left, this.#unread.length);
    if (skipped === 0) return false;
    this.#unread = this.#unread.subarray(skipped);
    this.#left -= skipped;
    if (this.#left === 0) onEnd();
    return true;
  }

  #take(delimiter: Buffer): string | undefined {
    const end = this.#unread.indexOf(delimiter);
    if (end < 0) return undefined;
    const text = this.#unread.toString("latin1", 0, end);
    this.#unread = this.#unread.subarray(end + delimiter.length);
    return text;
  }

  #complete(requests: CountedRequest[]): void {
    requests.push({ head: this.#head, bodyBytes: this.#bodyBytes, trailers: this.#trailers });
    this.#part = "head";
    this.#trailers = "";
    this.#bodyBytes = 0;
  }
}

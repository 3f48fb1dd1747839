import { Writable } from "node:stream";
import type { ResponseStream } from "../response-stream.ts";

/** A response stream like Lambda's. Its reader takes everything at once, or, if it is slow, one chunk for each `read`. */
export class CollectingStream extends Writable implements ResponseStream {
  contentType: string | undefined;
  readonly #chunks: Buffer[] = [];
  #isSlow: boolean;
  #arrival = Promise.withResolvers<void>();
  #take: (() => void) | undefined;

  constructor({ isSlow = false }: { readonly isSlow?: boolean } = {}) {
    super({ highWaterMark: 16_384 });
    this.#isSlow = isSlow;
  }

  setContentType(contentType: string): void {
    this.contentType = contentType;
  }

  override _write(chunk: Buffer, _encoding: string, taken: () => void): void {
    this.#chunks.push(chunk);
    if (!this.#isSlow) {
      taken();
      return;
    }
    this.#take = taken;
    this.#arrival.resolve();
  }

  /** Resolves when a chunk has come that the slow reader has not taken yet. */
  chunk(): Promise<void> {
    return this.#arrival.promise;
  }

  /** Takes the chunk that has come. */
  read(): void {
    const take = this.#take;
    this.#take = undefined;
    this.#arrival = Promise.withResolvers();
    take?.();
  }

  /** From now on the reader is not slow any more. */
  hurry(): void {
    this.#isSlow = false;
    this.read();
  }

  get byteCount(): number {
    return this.#chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** What was written, as Lambda takes it apart. */
  get answer() {
    const all = Buffer.concat(this.#chunks);
    const end = all.indexOf(Buffer.alloc(8));
    const { statusCode, headers } = JSON.parse(all.subarray(0, end).toString()) as {
      statusCode: number;
      headers: Record<string, string>;
    };
    return { status: statusCode, headers, text: all.subarray(end + 8).toString() };
  }
}

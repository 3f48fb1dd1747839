import { toJsonText } from "./json-text.ts";
import { isError } from "./thrown-error.ts";

/** Loaded with this module only, which nothing but a streamed response imports: it costs more than a whole cold start. */
const { Writable } = process.getBuiltinModule("node:stream");

const defaultContentType = "application/octet-stream";

/** Where a response stream's bytes go. Every promise settles once more may follow. */
export interface ResponseSink {
  write(contentType: string, bytes: Uint8Array): Promise<void>;
  end(contentType: string): Promise<void>;
}

/** The handler asked its response stream for what is no longer possible. Handlers know it by the name that AWS gives it. */
export class InvalidStreamingOperation extends Error {
  override readonly name = "Runtime.InvalidStreamingOperation";
}

type Callback = (error?: Error | null) => void;

/**
 * The second argument of a streaming handler: a Node.js `Writable` that also takes values, which are written as JSON.
 *
 * It never raises an uncaught `error` event: what ends the response early is the runtime's to report. Whoever pipes into
 * it still hears of the error.
 *
 * Source: AWS documentation, "Writing response streaming-enabled Lambda functions".
 */
export class ResponseStream extends Writable {
  /** Called before the first write with a function that writes ahead of it; the AWS runtimes know it by this name. */
  _onBeforeFirstWrite: ((write: (chunk: unknown) => void) => void) | undefined;
  readonly #sink: ResponseSink;
  #contentType = defaultContentType;
  #written = false;

  constructor(sink: ResponseSink, highWaterMark: number) {
    super({ highWaterMark });
    this.#sink = sink;
    this.on("error", () => {});
  }

  /**
   * Sets the response's content type, `application/octet-stream` by default.
   *
   * @throws InvalidStreamingOperation after the first write.
   */
  setContentType(contentType: unknown): void {
    if (this.#written) throw new InvalidStreamingOperation("Cannot set content-type, too late.");
    this.#contentType = String(contentType);
  }

  /** @throws RuntimeError `Runtime.JSONStringifyError` for a value that is neither text nor bytes and has no JSON. */
  override write(chunk: unknown, encoding?: BufferEncoding | Callback, callback?: Callback): boolean {
    const data = toData(chunk);
    if (!this.#written) {
      this.#written = true;
      this._onBeforeFirstWrite?.((ahead) => super.write(toData(ahead)));
    }
    return typeof encoding === "function"
      ? super.write(data, encoding)
      : super.write(data, encoding ?? "utf8", callback);
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | Callback, callback?: Callback): this {
    if (isCallback(chunk)) return super.end(chunk);
    const done = typeof encoding === "function" ? encoding : callback;
    if (chunk !== undefined && chunk !== null) this.write(chunk, typeof encoding === "string" ? encoding : undefined);
    return super.end(done);
  }

  /** Does nothing once the stream has ended: corked then, it would hold back its last bytes for ever. */
  override cork(): void {
    if (!this.writableEnded) super.cork();
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: Callback): void {
    void settle(this.#sink.write(this.#contentType, chunk), done);
  }

  override _writev(chunks: readonly { readonly chunk: Uint8Array }[], done: Callback): void {
    void settle(this.#sink.write(this.#contentType, Buffer.concat(chunks.map(({ chunk }) => chunk))), done);
  }

  override _final(done: Callback): void {
    void settle(this.#sink.end(this.#contentType), done);
  }
}

function isCallback(chunk: unknown): chunk is Callback {
  return typeof chunk === "function";
}

function toData(chunk: unknown): string | Uint8Array {
  if (typeof chunk === "string" || chunk instanceof Uint8Array) return chunk;
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer || chunk instanceof SharedArrayBuffer) return new Uint8Array(chunk);
  return toJsonText(chunk, "What was written to the response stream");
}

async function settle(promise: Promise<void>, done: Callback): Promise<void> {
  try {
    await promise;
  } catch (error) {
    done(isError(error) ? error : new Error(String(error)));
    return;
  }
  done();
}

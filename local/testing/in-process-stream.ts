import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { InvocationResult, StreamInvocable } from "../lambda/invocation-result.ts";
import type { ResponseSink } from "../lambda/response-sink.ts";

/** A handler that streams, as Lambda calls it. */
export type StreamingHandler = (
  event: unknown,
  stream: SinkStream,
  context: { readonly awsRequestId: string; getRemainingTimeInMillis(): number },
) => Promise<void>;

/** What a handler writes to: every chunk goes to a sink, and waits for it. */
class SinkStream extends Writable {
  readonly #sink: ResponseSink;
  #contentType = "application/octet-stream";
  #begun = false;

  constructor(sink: ResponseSink) {
    super();
    this.#sink = sink;
  }

  setContentType(contentType: string): void {
    this.#contentType = contentType;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    void this.#hand(chunk, done);
  }

  async #hand(chunk: Buffer, done: () => void): Promise<void> {
    if (!this.#begun) this.#sink.begin(this.#contentType);
    this.#begun = true;
    await this.#sink.write(chunk);
    done();
  }
}

/** A function whose handler is called in this process, with so many milliseconds of time. */
export class InProcessStream implements StreamInvocable {
  readonly #handler: StreamingHandler;
  readonly #milliseconds: number;

  constructor(handler: StreamingHandler, milliseconds: number) {
    this.#handler = handler;
    this.#milliseconds = milliseconds;
  }

  /** A handler that throws is a function error, which is reported on standard error. */
  async invokeWithResponseStream(event: Uint8Array, sink: ResponseSink, requestId: string): Promise<InvocationResult> {
    const end = performance.now() + this.#milliseconds;
    const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => end - performance.now() };
    const stream = new SinkStream(sink);
    try {
      await this.#handler(JSON.parse(new TextDecoder().decode(event)), stream, context);
      await finished(stream);
      return { status: "success", requestId, payload: new Uint8Array() };
    } catch (error) {
      console.error(error);
      return { status: "function-error", requestId, payload: new Uint8Array() };
    }
  }
}

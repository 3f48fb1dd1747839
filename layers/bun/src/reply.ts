import type { EventLoop } from "./event-loop.ts";
import type { Invocation } from "./invocation.ts";
import type { ResponseStream } from "./response-stream.ts";
import type { PostOutcome, RuntimeClient } from "./runtime-client.ts";
import type { StreamedResponse } from "./streamed-response.ts";
import type { ErrorDocument } from "./thrown-error.ts";

/** Bytes that a response stream buffers unless its handler says otherwise. AWS documents 16,384. */
const defaultHighWaterMark = 16_384;

/** The answer to one invocation: JSON text, a stream, or an error. */
export class Reply {
  readonly #client: RuntimeClient;
  readonly #invocation: Invocation;
  readonly #eventLoop: EventLoop;
  #json = "null";
  #streamed: StreamedResponse | undefined;
  #failed = false;

  constructor(client: RuntimeClient, invocation: Invocation, eventLoop: EventLoop) {
    this.#client = client;
    this.#invocation = invocation;
    this.#eventLoop = eventLoop;
  }

  setJson(json: string): void {
    this.#json = json;
  }

  /** Makes this a streamed reply. What makes it is loaded here, so that other handlers need not pay for it. */
  async openStream(highWaterMark = defaultHighWaterMark): Promise<ResponseStream> {
    const { StreamedResponse } = await import("./streamed-response.ts");
    if (this.#failed) return new Promise(() => {});
    this.#streamed = new StreamedResponse({
      open: async (contentType) => this.#client.stream(this.#invocation, contentType),
      postError: async (error) => this.#client.fail(this.#invocation, error),
      highWaterMark,
      eventLoop: this.#eventLoop,
    });
    return this.#streamed.stream;
  }

  /**
   * Resolves once the handler's part is done: at once, or when the stream has ended.
   *
   * @throws What ended the stream before its time.
   */
  async finished(): Promise<void> {
    await this.#streamed?.finished();
  }

  async succeed(): Promise<PostOutcome> {
    if (this.#streamed !== undefined) return this.#streamed.outcome();
    return this.#client.respond(this.#invocation, this.#json);
  }

  async fail(error: ErrorDocument): Promise<PostOutcome> {
    this.#failed = true;
    if (this.#streamed !== undefined) return this.#streamed.fail(error);
    return this.#client.fail(this.#invocation, error);
  }
}

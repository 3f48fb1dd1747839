import type { EventLoop } from "./event-loop.ts";
import { ResponseStream } from "./response-stream.ts";
import type { PostOutcome, StreamingPost } from "./runtime-client.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { ErrorDocument } from "./thrown-error.ts";

export interface StreamedResponseOptions {
  /** Opens the post that the response goes out with. Called at most once. */
  readonly open: (contentType: string) => Promise<StreamingPost>;
  /** Posts an error instead of a response. Called at most once, and never beside `open`. */
  readonly postError: (error: ErrorDocument) => Promise<PostOutcome>;
  readonly highWaterMark: number;
  readonly eventLoop: Pick<EventLoop, "settles">;
}

/**
 * The response of one streaming invocation. Whatever happens the platform is told one thing: a whole response, a
 * response that ends with an error in its trailers, or, where no byte had gone out yet, an error.
 */
export class StreamedResponse {
  /** What the handler writes to. */
  readonly stream: ResponseStream;
  readonly #options: StreamedResponseOptions;
  /** The stream will not take or send anything any more. */
  readonly #closed: Promise<void>;
  #post: Promise<StreamingPost> | undefined;
  #outcome: Promise<PostOutcome> | undefined;
  /** The platform has answered or left. */
  #answered = false;
  /** Settles once the end of the body is out. */
  #ending: Promise<void> | undefined;
  /** What the response ends with, in its trailers. */
  #failure: ErrorDocument | undefined;

  constructor(options: StreamedResponseOptions) {
    this.#options = options;
    const sink = {
      write: async (contentType: string, bytes: Uint8Array) => (await this.#begin(contentType)).write(bytes),
      end: async (contentType: string) => this.#end(await this.#begin(contentType)),
    };
    this.stream = new ResponseStream(sink, options.highWaterMark);
    this.#closed = new Promise((resolve) => {
      this.stream.once("close", resolve);
    });
  }

  /**
   * Waits until the response is whole, also beyond the end of the handler where something it started still writes.
   *
   * @throws What the stream was destroyed with, or that it is not finished and nothing is left that could finish it.
   */
  async finished(): Promise<void> {
    const { stream } = this;
    if (!stream.writableEnded) await this.#options.eventLoop.settles(this.#closed);
    if (stream.writableEnded || stream.destroyed) await this.#closed;
    if (stream.writableFinished || this.#answered) return;
    throw stream.errored ?? new Error("Response stream is not finished.");
  }

  /** How the platform took a finished response. */
  async outcome(): Promise<PostOutcome> {
    if (this.#outcome === undefined) throw new Error("The response has not begun.");
    return this.#outcome;
  }

  /**
   * Tells the platform that the invocation failed, unless its response is whole already or the platform has left.
   * Nothing that is written afterwards goes out.
   */
  async fail(failure: ErrorDocument): Promise<PostOutcome> {
    const { stream } = this;
    if (stream.writableEnded && !stream.destroyed) await this.#closed;
    if (this.#outcome !== undefined && (this.#answered || stream.writableFinished)) return this.#outcome;
    if (this.#post === undefined) {
      this.#outcome = this.#options.postError(failure);
      this.#answered = true;
      stream.destroy();
      return this.#outcome;
    }
    this.#failure = failure;
    stream.end();
    await this.#closed;
    // A destroyed stream does not end by itself. Should the platform leave meanwhile, the outcome says so.
    if (this.#ending === undefined) await this.#end(await this.#post).catch(() => {});
    return this.outcome();
  }

  #begin(contentType: string): Promise<StreamingPost> {
    if (this.#post !== undefined) return this.#post;
    this.#post = this.#options.open(contentType);
    this.#outcome = this.#post.then((post) => post.outcome);
    this.#outcome.then(
      (outcome) => this.#answer(describe(outcome)),
      (error: unknown) => this.#answer(error instanceof Error ? error.message : String(error)),
    );
    return this.#post;
  }

  /** The stream's own end and a failure may both come here; the first one counts. */
  async #end(post: StreamingPost): Promise<void> {
    this.#ending ??= this.#failure === undefined ? post.end() : post.fail(this.#failure);
    await this.#ending;
  }

  /** An answer before the response is whole ends the stream, so that its writer stops. */
  #answer(reason: string): void {
    this.#answered = true;
    if (this.#ending !== undefined) return;
    this.stream.destroy(
      new RuntimeError(
        "Runtime.ResponseStreamClosed",
        `The platform ended the response before it was whole: ${reason}`,
      ),
    );
  }
}

function describe(outcome: PostOutcome): string {
  return outcome.status === "accepted" ? "accepted" : `status ${outcome.httpStatus}: ${outcome.reason}`;
}

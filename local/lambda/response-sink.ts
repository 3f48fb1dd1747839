/** Where the response of an invocation goes while the function writes it. */
export interface ResponseSink {
  /** The response begins. Called at most once, before any `write`; `contentType` is what the runtime says of it. */
  begin(contentType: string): void;
  /** Takes some bytes; resolves when more may come, and at once where nobody wants them any more. Never rejects. */
  write(bytes: Uint8Array): Promise<void>;
}

/** Keeps the whole response in memory. */
export class BufferedResponse implements ResponseSink {
  readonly #chunks: Uint8Array[] = [];

  begin(): void {}

  write(bytes: Uint8Array): Promise<void> {
    this.#chunks.push(bytes);
    return Promise.resolve();
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}

/** The text of a response while it comes. */
export class IncomingText {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = "";

  constructor({ body }: Response) {
    if (body === null) throw new TypeError("The response has no body.");
    this.#chunks = body[Symbol.asyncIterator]();
  }

  /** Resolves with all that has come as soon as it contains `part`; rejects when the answer ends before. */
  async until(part: string): Promise<string> {
    while (!this.#text.includes(part)) {
      if (!(await this.#read())) throw new Error(`The answer ended without ${part}: ${this.#text}`);
    }
    return this.#text;
  }

  /** Resolves with the whole text; rejects when the connection is cut before its end. */
  async whole(): Promise<string> {
    while (await this.#read());
    return this.#text;
  }

  async #read(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done === true) return false;
    this.#text += this.#decoder.decode(value, { stream: true });
    return true;
  }
}

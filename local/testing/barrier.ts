/**
 * Where a function in a process of its own waits until the test lets it go on: it requests `url`, and may tell the test
 * something in the request's body.
 */
export class Barrier implements Disposable {
  readonly url: string;
  readonly #opened = Promise.withResolvers<void>();
  readonly #reached = Promise.withResolvers<string>();
  readonly #server: Bun.Server<undefined>;

  constructor() {
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      idleTimeout: 0,
      fetch: async (request) => {
        this.#reached.resolve(await request.text());
        await this.#opened.promise;
        return new Response();
      },
    });
    this.url = this.#server.url.href;
  }

  /** Resolves when the function has come here, with what it tells. */
  reached(): Promise<string> {
    return this.#reached.promise;
  }

  /** Lets everyone pass from now on. */
  open(): void {
    this.#opened.resolve();
  }

  [Symbol.dispose](): void {
    void this.#server.stop(true);
  }
}

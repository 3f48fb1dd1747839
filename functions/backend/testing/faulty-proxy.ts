/** Does something to a request in place of passing it on; `undefined` passes it on. */
export type Fault = (pass: () => Promise<Response>) => Promise<Response> | undefined;

/** Stands between a client and DynamoDB and passes everything on, unless `fault` does something else. */
export class FaultyProxy implements AsyncDisposable {
  fault: Fault = () => undefined;
  readonly #server: Bun.Server<undefined>;

  constructor(endpoint: string) {
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: async (request) => {
        const { method, headers } = request;
        const body = await request.arrayBuffer();
        const pass = () => fetch(endpoint, { method, headers, body });
        return this.fault(pass) ?? pass();
      },
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  /** The next request reaches DynamoDB, but its answer never comes back. */
  loseNextAnswer(): void {
    this.fault = async (pass) => {
      this.fault = () => undefined;
      await pass();
      return new Response(null, { status: 502 });
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }
}

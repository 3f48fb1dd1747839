/** The times of one cold start, in milliseconds from `started()`. */
export interface ColdStart {
  /** To the first GET next: the environment is initialised. */
  readonly init: number;
  /** To the first response that is posted. */
  readonly response: number;
}

/** A Lambda Runtime API that hands out one event, and a DynamoDB that knows one item, both on loopback. */
export class StandIn {
  readonly #server: Bun.Server<undefined>;
  #begin = 0;
  #init = 0;
  #responded = Promise.withResolvers<ColdStart>();

  constructor(event: unknown, item: unknown) {
    const headers = {
      "Lambda-Runtime-Aws-Request-Id": crypto.randomUUID(),
      "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-central-1:000000000000:function:bench",
      "Lambda-Runtime-Deadline-Ms": String(Date.now() + 3_600_000),
    };
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      idleTimeout: 0,
      routes: {
        "/2018-06-01/runtime/invocation/next": () => {
          if (this.#init > 0) return Promise.withResolvers<Response>().promise;
          this.#init = performance.now() - this.#begin;
          return Response.json(event, { headers });
        },
        "/2018-06-01/runtime/invocation/:id/response": () => {
          this.#responded.resolve({ init: this.#init, response: performance.now() - this.#begin });
          return new Response(null, { status: 202 });
        },
        "/2018-06-01/runtime/*": async (request) => {
          this.#responded.reject(new Error(`The function failed: ${await request.text()}`));
          return new Response(null, { status: 202 });
        },
        "/": Response.json({ Item: item }, { headers: { "Content-Type": "application/x-amz-json-1.0" } }),
      },
    });
  }

  /** What a function's environment needs to find both. */
  get environment(): Record<string, string> {
    return { AWS_LAMBDA_RUNTIME_API: this.#server.url.host, AWS_ENDPOINT_URL_DYNAMODB: this.#server.url.origin };
  }

  /** The clock runs from now; resolves with the first response. */
  coldStart(): Promise<ColdStart> {
    this.#responded = Promise.withResolvers();
    this.#init = 0;
    this.#begin = performance.now();
    return this.#responded.promise;
  }

  async stop(): Promise<void> {
    await this.#server.stop(true);
  }
}

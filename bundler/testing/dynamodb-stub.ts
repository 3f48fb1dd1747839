export interface RecordedRequest {
  readonly headers: Headers;
  readonly path: string;
  readonly body: string;
  /** The body's JSON. */
  readonly input: unknown;
}

/** What the stub does with one request. */
export type Answer = Response | (() => Response | Promise<Response>);

/** A DynamoDB that records requests and gives the answers it is told, in their order; then an empty success. */
export class DynamoDBStub {
  readonly requests: RecordedRequest[] = [];
  readonly #answers: Answer[];
  readonly #server: Bun.Server<undefined>;

  constructor(...answers: Answer[]) {
    this.#answers = answers;
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      idleTimeout: 0,
      fetch: async (request) => {
        const body = await request.text();
        const path = new URL(request.url).pathname;
        this.requests.push({ headers: request.headers, path, body, input: JSON.parse(body) });
        const answer = this.#answers.shift() ?? success({});
        return typeof answer === "function" ? answer() : answer;
      },
    });
  }

  get url(): string {
    return this.#server.url.origin;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }
}

export function success(output: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(output, { headers: { "Content-Type": "application/x-amz-json-1.0", ...headers } });
}

/** A refusal of DynamoDB: JSON 1.0 with the type's shape in `__type`. */
export function failure(
  type: string,
  details: object = {},
  status = 400,
  headers: Record<string, string> = {},
): Response {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...details };
  return Response.json(body, { status, headers: { "Content-Type": "application/x-amz-json-1.0", ...headers } });
}

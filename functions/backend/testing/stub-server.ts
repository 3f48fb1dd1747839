/** What a stub was asked. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

type Answer = (request: StubRequest) => Response | Promise<Response>;

/** An HTTP server on loopback that gives prepared answers, the last one again and again, and keeps what it was asked. */
export class StubServer implements AsyncDisposable {
  readonly requests: StubRequest[] = [];
  readonly #server: Bun.Server<undefined>;

  constructor(...answers: [Answer, ...Answer[]]) {
    const [first] = answers;
    let answer = first;
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: async (request) => {
        const { method, headers, url } = request;
        const asked = { method, headers, path: new URL(url).pathname, body: await request.text() };
        this.requests.push(asked);
        answer = answers.shift() ?? answer;
        return answer(asked);
      },
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }
}

/** An error as DynamoDB answers it. */
export function dynamoDBError(name: string, fields: object = {}, status = 400): Answer {
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...fields };
  return () => Response.json(body, { status, headers: { "content-type": "application/x-amz-json-1.0" } });
}

/** A result as DynamoDB answers it. */
export function dynamoDBResult(result: object = {}): Answer {
  return () => Response.json(result, { headers: { "content-type": "application/x-amz-json-1.0" } });
}

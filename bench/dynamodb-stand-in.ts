/** A DynamoDB on loopback that answers every request with the same item. */
export class DynamoDBStandIn implements AsyncDisposable {
  readonly #server: Bun.Server<undefined>;

  constructor() {
    const Item = { pk: { S: "1" }, name: { S: "Groceries" }, count: { N: "42" } };
    const headers = { "Content-Type": "application/x-amz-json-1.0" };
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      idleTimeout: 0,
      routes: { "/": () => Response.json({ Item }, { headers }) },
    });
  }

  /** Value of `AWS_ENDPOINT_URL_DYNAMODB`. */
  get endpoint(): string {
    return this.#server.url.origin;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }
}

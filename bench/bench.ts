import { DynamoDBStandIn } from "./dynamodb-stand-in.ts";
import { RuntimeApi } from "./runtime-api.ts";
import { Sandbox, type Launch } from "./sandbox.ts";

/** What every measurement needs: the two services that a function talks to. */
export class Bench implements AsyncDisposable {
  readonly #api = new RuntimeApi();
  readonly #dynamodb = new DynamoDBStandIn();

  /** Spawns the runtime; the stand-ins serve one at a time. */
  start(launch: Launch): Sandbox {
    return new Sandbox(launch, this.#api, this.#dynamodb.endpoint);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#api[Symbol.dispose]();
    await this.#dynamodb[Symbol.asyncDispose]();
  }
}

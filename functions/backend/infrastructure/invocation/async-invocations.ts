import { AsyncLocalStorage } from "node:async_hooks";
import type { Invocation, Invocations } from "../../application/ports/invocation.ts";

/** Finds the invocation by the chain of asynchronous calls. */
export class AsyncInvocations implements Invocations {
  readonly #storage = new AsyncLocalStorage<Invocation>();

  run<Result>(invocation: Invocation, work: () => Promise<Result>): Promise<Result> {
    return this.#storage.run(invocation, work);
  }

  current(): Invocation | undefined {
    return this.#storage.getStore();
  }
}

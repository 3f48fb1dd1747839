import type { AsyncLocalStorage } from "node:async_hooks";
import { InvokeStore } from "./invoke-store.ts";
import type { InvokeStoreContext } from "./invoke-store.ts";

/** The store of an environment that serves several invocations at once: each asynchronous context has its own. */
export class AsyncInvokeStore extends InvokeStore {
  readonly #contexts: AsyncLocalStorage<InvokeStoreContext>;

  constructor() {
    super();
    // Loaded here, because an environment that serves one invocation at a time need not pay for it.
    const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
    this.#contexts = new AsyncLocalStorage();
  }

  override getContext(): InvokeStoreContext | undefined {
    return this.#contexts.getStore();
  }

  override run<T>(context: InvokeStoreContext, call: () => T): T {
    return this.#contexts.run(context, call);
  }
}

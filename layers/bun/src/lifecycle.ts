import type { Invocation } from "./invocation.ts";

/** What is unreported when the process must end. */
export type Unreported =
  | { readonly phase: "init" }
  | {
      readonly phase: "serving";
      /** Invocations that nothing was posted for. */
      readonly open: readonly Invocation[];
      /** Posts on their way; each settles once it has ended. */
      readonly reporting: readonly Promise<unknown>[];
    };

/**
 * Knows what still has to be reported to the Runtime API, so that each thing is reported once: by the loop when a
 * handler settles, or by whoever ends the process after a fatal failure, never by both.
 */
export class Lifecycle {
  #phase: "init" | "serving" | "failed" = "init";
  readonly #open = new Set<Invocation>();
  readonly #reporting = new Set<Promise<unknown>>();

  /** Init is over: from now on failures belong to invocations. */
  startServing(): void {
    if (this.#phase === "init") this.#phase = "serving";
  }

  begin(invocation: Invocation): void {
    this.#open.add(invocation);
  }

  /**
   * Posts the outcome of an invocation. Where a fatal failure has taken that over, nothing is posted and the promise
   * never settles: the process is about to end.
   */
  async report<T>(invocation: Invocation, post: () => Promise<T>): Promise<T> {
    if (!this.#open.delete(invocation)) return new Promise(() => {});
    const posting = post();
    this.#reporting.add(posting);
    try {
      return await posting;
    } finally {
      this.#reporting.delete(posting);
    }
  }

  /** Hands out everything unreported, to the first caller only. */
  fail(): Unreported | undefined {
    const phase = this.#phase;
    this.#phase = "failed";
    if (phase === "failed") return undefined;
    if (phase === "init") return { phase };
    const open = [...this.#open];
    this.#open.clear();
    return { phase, open, reporting: [...this.#reporting] };
  }
}

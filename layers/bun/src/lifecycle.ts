import type { Invocation } from "./invocation.ts";
import type { ErrorDocument } from "./thrown-error.ts";

/** Tells the platform that an invocation failed. */
export type FailInvocation = (error: ErrorDocument) => Promise<unknown>;

/** What is unreported when the process must end. */
export type Unreported =
  | { readonly phase: "init" }
  | { readonly phase: "restore" }
  | {
      readonly phase: "serving";
      /** One for each invocation that the platform was not told the end of. */
      readonly open: readonly FailInvocation[];
      /** Posts on their way; each settles once it has ended. */
      readonly reporting: readonly Promise<unknown>[];
    };

/**
 * Knows what still has to be reported to the Runtime API, so that each thing is reported once: by the loop when a
 * handler settles, or by whoever ends the process after a fatal failure, never by both.
 */
export class Lifecycle {
  #phase: "init" | "restore" | "serving" | "failed" = "init";
  readonly #open = new Map<Invocation, FailInvocation>();
  readonly #reporting = new Set<Promise<unknown>>();

  /** The environment was restored from a snapshot: from now on failures belong to that. */
  startRestoring(): void {
    if (this.#phase === "init") this.#phase = "restore";
  }

  /** Init is over: from now on failures belong to invocations. */
  startServing(): void {
    if (this.#phase !== "failed") this.#phase = "serving";
  }

  /** @param fail Called at most once, and only where `report` is not. */
  begin(invocation: Invocation, fail: FailInvocation): void {
    this.#open.set(invocation, fail);
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
    if (phase !== "serving") return { phase };
    const open = [...this.#open.values()];
    this.#open.clear();
    return { phase, open, reporting: [...this.#reporting] };
  }
}

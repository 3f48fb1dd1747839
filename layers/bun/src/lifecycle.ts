import type { Invocation } from "./invocation.ts";

/** What a fatal failure has to report: the init phase, or the invocations that are open. */
export type Unreported =
  | { readonly phase: "init" }
  | { readonly phase: "serving"; readonly open: readonly Invocation[] };

/**
 * Knows what still has to be reported to the Runtime API, so that each thing is reported once: by the loop when a
 * handler settles, or by whoever ends the process after a fatal failure, never by both.
 */
export class Lifecycle {
  #phase: "init" | "serving" | "failed" = "init";
  readonly #open = new Set<Invocation>();

  /** Init is over: from now on failures belong to invocations. */
  startServing(): void {
    if (this.#phase === "init") this.#phase = "serving";
  }

  begin(invocation: Invocation): void {
    this.#open.add(invocation);
  }

  /** True when the caller may report the invocation's outcome; false when a fatal failure has taken that over. */
  claim(invocation: Invocation): boolean {
    return this.#open.delete(invocation);
  }

  /** Hands out everything unreported, to the first caller only. */
  fail(): Unreported | undefined {
    const phase = this.#phase;
    this.#phase = "failed";
    if (phase === "failed") return undefined;
    if (phase === "init") return { phase };
    const open = [...this.#open];
    this.#open.clear();
    return { phase, open };
  }
}

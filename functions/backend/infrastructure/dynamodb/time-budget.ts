import type { Invocations } from "../../application/ports/invocation.ts";

/**
 * Of the invocation's time, what the database may not use: the longest pause between two tries, and making and logging
 * the answer that says 503.
 */
const reserveMilliseconds = 1_000;

/** The time that the database has in the invocation. */
export class TimeBudget {
  readonly #invocations: Pick<Invocations, "current">;

  constructor(invocations: Pick<Invocations, "current">) {
    this.#invocations = invocations;
  }

  /** In milliseconds, zero or less when it is used up; infinite outside of an invocation. */
  left(): number {
    const invocation = this.#invocations.current();
    return invocation === undefined ? Infinity : invocation.remainingMilliseconds() - reserveMilliseconds;
  }
}

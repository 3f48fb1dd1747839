/** What is left to an app, after the abort, to end and be reported before Lambda ends the process. */
const marginMs = 100;

/** An `AbortSignal` that is aborted shortly before the invocation times out. Dispose it once the invocation is over. */
export class DeadlineSignal implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** @param remainingMs Milliseconds until the invocation times out. */
  constructor(remainingMs: number) {
    this.#timer = setTimeout(() => this.#abort(), Math.max(0, remainingMs - marginMs));
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #abort(): void {
    this.#controller.abort(new DOMException("The invocation is about to time out", "TimeoutError"));
  }
}

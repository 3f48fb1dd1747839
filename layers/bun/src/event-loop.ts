/** The longest that a timer can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * Says what keeps the process alive. The runtime's own connections do not: while one waits for the next invocation, the
 * loop would never be seen to be idle. Held, the loop goes on whatever else there is to do.
 */
export class EventLoop {
  #timer: NodeJS.Timeout | undefined;
  #waiting = 0;

  /** Keeps the process alive from now on. */
  hold(): void {
    this.#timer ??= setInterval(() => {}, longestTimer);
  }

  /**
   * Waits for a promise of the user's code as long as anything can settle it.
   *
   * @returns Whether it settled; false once nothing is left in the loop that could call back.
   */
  async settles(promise: Promise<unknown>): Promise<boolean> {
    const { promise: settled, resolve } = Promise.withResolvers<boolean>();
    const becameIdle = (): void => {
      this.hold();
      resolve(false);
    };
    promise.then(
      () => resolve(true),
      () => resolve(true),
    );
    process.on("beforeExit", becameIdle);
    this.#waiting++;
    clearInterval(this.#timer);
    this.#timer = undefined;
    try {
      return await settled;
    } finally {
      process.off("beforeExit", becameIdle);
      if (--this.#waiting === 0) this.hold();
    }
  }
}

import { pauseAfter } from "./pause.ts";
import { overloaded } from "./unavailable.ts";

/** Answers in a row that may do nothing. */
const maximumStalls = 6;

/** Waits before a batch goes on, longer each time that DynamoDB has done none of what was left. */
export class Stalls {
  #count = 0;

  /** The last answer did some of it. */
  end(): void {
    this.#count = 0;
  }

  /** @throws ServiceUnavailableException `overloaded` after several answers in a row that did nothing. */
  async pause(): Promise<void> {
    this.#count += 1;
    if (this.#count > maximumStalls) throw overloaded(new Error("DynamoDB leaves the whole batch undone."));
    await Bun.sleep(pauseAfter(this.#count));
  }
}

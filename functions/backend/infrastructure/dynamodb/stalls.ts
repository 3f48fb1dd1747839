import { pauseAfter } from "./pause.ts";
import { overloaded } from "./unavailable.ts";

/** Answers in a row that may do nothing. */
const maximumStalls = 6;

/** Waits between the parts of a batch, longer each time that DynamoDB has done none of what was left. */
export class Stalls {
  #count = 0;

  /**
   * @param progressed Whether the last answer did any of it. More may be undone then only since an answer has its limits,
   *   so that there is nothing to wait for.
   * @throws ServiceUnavailableException `overloaded` after several answers in a row that did nothing.
   */
  async pause(progressed: boolean): Promise<void> {
    if (progressed) {
      this.#count = 0;
      return;
    }
    this.#count += 1;
    if (this.#count > maximumStalls) throw overloaded(new Error("DynamoDB leaves the whole batch undone."));
    await Bun.sleep(pauseAfter(this.#count));
  }
}

import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { PostOutcome, StreamingPost } from "./runtime-client.ts";
import { StreamedResponse } from "./streamed-response.ts";

const accepted: PostOutcome = { status: "accepted" };
const error = { errorType: "RangeError", errorMessage: "thrown", trace: [] };

/** Gives up on a promise after a few turns of the loop, as if nothing could settle it. */
const impatient = {
  settles: async (promise: Promise<unknown>): Promise<boolean> =>
    Promise.race([promise.then(() => true), turns(5).then(() => false)]),
};

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => void setImmediate(resolve));
}

/** A platform that writes down what it is told. */
class Platform {
  readonly told: string[] = [];
  readonly #outcome = Promise.withResolvers<PostOutcome>();

  readonly open = async (contentType: string): Promise<StreamingPost> => {
    this.told.push(`open ${contentType}`);
    await turns(1);
    return {
      write: async () => turns(1),
      end: async () => this.#tell("end"),
      fail: async ({ errorMessage }) => this.#tell(`fail ${errorMessage}`),
      outcome: this.#outcome.promise,
    };
  };

  readonly postError = async (): Promise<PostOutcome> => {
    this.told.push("error");
    await turns(1);
    return accepted;
  };

  /** Answers although the response is not whole. */
  answer(): void {
    this.#outcome.resolve({ status: "refused", httpStatus: 413, reason: "too large" });
  }

  async #tell(what: string): Promise<void> {
    this.told.push(what);
    await turns(1);
    this.#outcome.resolve(accepted);
  }
}

const stepKinds = ["write", "cork", "uncork", "end", "destroy", "destroy with an error", "answer", "turn"] as const;

function take(step: (typeof stepKinds)[number], { stream }: StreamedResponse, platform: Platform): void {
  if (step === "write") stream.write("x".repeat(10));
  if (step === "cork") stream.cork();
  if (step === "uncork") stream.uncork();
  if (step === "end") stream.end();
  if (step === "destroy") stream.destroy();
  if (step === "destroy with an error") stream.destroy(new Error("destroyed"));
  if (step === "answer") platform.answer();
}

describe("StreamedResponse", () => {
  test("G37 I40 whatever a handler does and whenever it fails, the platform is told exactly one thing", async () => {
    const scenario = fc.record({
      steps: fc.array(fc.constantFrom(...stepKinds), { maxLength: 12 }),
      throws: fc.boolean(),
      /** The step before which something uncaught ends the process; none where it is beyond the last. */
      fatalAt: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, throws, fatalAt }) => {
        const platform = new Platform();
        const response = new StreamedResponse({
          open: platform.open,
          postError: platform.postError,
          highWaterMark: 15,
          eventLoop: impatient,
        });
        let fatal: Promise<unknown> | undefined;
        for (const [index, step] of steps.entries()) {
          if (index === fatalAt) fatal = response.fail(error);
          take(step, response, platform);
          if (step === "turn") await turns(1);
        }
        if (fatal === undefined) {
          try {
            if (throws) throw new Error("thrown");
            await response.finished();
            await response.outcome();
          } catch {
            await response.fail(error);
          }
        } else await fatal;
        const opened = platform.told.filter((what) => what.startsWith("open")).length;
        const ended = platform.told.filter((what) => /^(?:end|fail|error)/.test(what)).length;
        const answered = steps.includes("answer") && opened > 0;
        expect(opened).toBeLessThanOrEqual(1);
        expect(platform.told.includes("error") && opened > 0).toBe(false);
        if (answered) expect(ended).toBeLessThanOrEqual(1);
        else expect([platform.told, ended]).toEqual([platform.told, 1]);
      }),
      { numRuns: 300 },
    );
  });
});

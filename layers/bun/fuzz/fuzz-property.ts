import * as fc from "fast-check";

/** How long a property is tried, and from where. */
export interface FuzzLimits {
  readonly runs: number;
  readonly seed: number;
  /** Of a counterexample that a run has printed: only that one is tried. */
  readonly path?: string;
  /** Milliseconds after which no further run begins. */
  readonly timeLimit?: number;
}

export interface FuzzOutcome {
  readonly holds: boolean;
  readonly runs: number;
  readonly seed: number;
  /** Leads to the counterexample together with the seed; empty where there is none. */
  readonly path: string;
  /** The counterexample and what it breaks. */
  readonly report: string;
}

/** Something that holds for all inputs. Tests try it a few times, `bun run fuzz` for as long as one likes. */
export interface FuzzProperty {
  readonly name: string;
  /** Runs in the tests. */
  readonly shortRuns: number;
  readonly check: (limits: FuzzLimits) => Promise<FuzzOutcome>;
}

/** Makes a property of a fast-check one. Inside it, `node:assert` says what does not hold: it also runs outside of tests. */
export function fuzzProperty<Inputs>(name: string, shortRuns: number, property: fc.IRawProperty<Inputs>): FuzzProperty {
  return {
    name,
    shortRuns,
    check: async ({ runs, seed, path, timeLimit }) => {
      const details = await fc.check(property, {
        numRuns: runs,
        seed,
        ...(path !== undefined && { path }),
        ...(timeLimit !== undefined && { interruptAfterTimeLimit: timeLimit, markInterruptAsFailure: false }),
      });
      return {
        // Interrupted before its first run it counts as failed for fast-check, although nothing was found.
        holds: !details.failed || details.interrupted,
        runs: details.numRuns,
        seed: details.seed,
        path: details.counterexamplePath ?? "",
        report: [fc.defaultReportMessage(details) ?? "", describe(details.errorInstance)].join("\n"),
      };
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : "";
}

import type { ConformanceCase, StartRuntime } from "./conformance-case.ts";
import type { RuntimeUnderTest } from "./runtime-under-test.ts";
import { RuntimeProcess } from "../testing/runtime-process.ts";
import { UnmetExpectation } from "./unmet-expectation.ts";

/** What became of a case. `differs`: it does not hold, and it is known why. */
export type Verdict = "held" | "failed" | "differs" | "not applicable";

export interface CaseResult {
  readonly number: ConformanceCase["number"];
  readonly title: string;
  readonly verdict: Verdict;
  /** Why it does not hold or does not apply. */
  readonly reason?: string;
  readonly expected?: string;
  readonly received?: string;
}

/** Milliseconds for what a scenario awaits, and for the whole scenario. */
const deadlineMs = 15_000;
const timeoutMs = 45_000;

/** Nearly every invocation has a trace id; a runtime that needs one fails the case without it, and not every case. */
const invocationHeaders = { "Lambda-Runtime-Trace-Id": "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0" };

/** Runs one case in processes of its own. Never rejects: whatever goes wrong is the case's result. */
export async function runCase(testCase: ConformanceCase, runtime: RuntimeUnderTest): Promise<CaseResult> {
  const { number, title, requires, differs } = testCase;
  const lacking = requires && runtime.lacks[requires];
  if (lacking !== undefined) return { number, title, verdict: "not applicable", reason: lacking };
  const unmet = await failureOf(testCase, runtime.command);
  if (unmet === undefined) return { number, title, verdict: "held" };
  const known = differs?.[runtime.name];
  const details = unmet instanceof UnmetExpectation ? { expected: unmet.expected, received: unmet.received } : {};
  return { number, title, verdict: known ? "differs" : "failed", reason: known ?? unmet.message, ...details };
}

/** Why the case does not hold for a runtime with this command; undefined when it holds. */
async function failureOf(testCase: ConformanceCase, command: readonly string[]): Promise<Error | undefined> {
  await using processes = new AsyncDisposableStack();
  const start: StartRuntime = async (options) =>
    processes.use(
      await RuntimeProcess.start({
        ...options,
        command,
        deadlineMs: deadlineMs,
        invocationHeaders: invocationHeaders,
      }),
    );
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`nothing came of it in ${timeoutMs / 1000} seconds`)), timeoutMs);
  try {
    await Promise.race([testCase.run(start), late]);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
  } finally {
    clearTimeout(timer);
  }
}

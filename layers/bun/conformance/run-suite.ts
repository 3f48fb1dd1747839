import { availableParallelism } from "node:os";
import type { CaseResult } from "./case-result.ts";
import { runCase } from "./case-result.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import type { RuntimeUnderTest } from "./runtime-under-test.ts";

/** Runs cases in parallel, as many at once as there are cores; the results are in the order of the cases. */
export async function runSuite(
  cases: readonly ConformanceCase[],
  runtime: RuntimeUnderTest,
  onResult: (result: CaseResult) => void = () => {},
): Promise<CaseResult[]> {
  const results: CaseResult[] = Array.from({ length: cases.length });
  const queue = cases.entries();
  const work = async (): Promise<void> => {
    for (const [index, testCase] of queue) {
      const result = await runCase(testCase, runtime);
      results[index] = result;
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

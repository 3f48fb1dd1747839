import { expect, test } from "bun:test";
import { endLine, initReportLine, reportLine, startLine } from "./log-lines.ts";

const report = { requestId: "5b866fb1", durationMs: 133.611, memorySizeMB: 128, maxMemoryUsedMB: 31 };

test("START and END", () => {
  expect(startLine("5b866fb1")).toBe("START RequestId: 5b866fb1 Version: $LATEST");
  expect(endLine("5b866fb1")).toBe("END RequestId: 5b866fb1");
});

test("REPORT of a warm environment", () => {
  expect(reportLine(report)).toBe(
    "REPORT RequestId: 5b866fb1\tDuration: 133.61 ms\tBilled Duration: 134 ms\tMemory Size: 128 MB\tMax Memory Used: 31 MB\t",
  );
});

test("REPORT with init, which is billed", () => {
  expect(reportLine({ ...report, durationMs: 3000, initDurationMs: 67.49 })).toBe(
    "REPORT RequestId: 5b866fb1\tDuration: 3000.00 ms\tBilled Duration: 3068 ms\tMemory Size: 128 MB\tMax Memory Used: 31 MB\tInit Duration: 67.49 ms\t",
  );
});

test("REPORT of a crash", () => {
  const failure = { status: "error", errorType: "Runtime.ExitError" } as const;
  expect(reportLine({ ...report, initDurationMs: 80, failure })).toBe(
    "REPORT RequestId: 5b866fb1\tDuration: 133.61 ms\tBilled Duration: 214 ms\tMemory Size: 128 MB\tMax Memory Used: 31 MB\tInit Duration: 80.00 ms\tStatus: error\tError Type: Runtime.ExitError",
  );
});

test("REPORT of a timeout", () => {
  expect(reportLine({ ...report, failure: { status: "timeout" } })).toEndWith(
    "\tMax Memory Used: 31 MB\tStatus: timeout",
  );
});

test("INIT_REPORT", () => {
  const failure = { status: "error", errorType: "Runtime.UserCodeSyntaxError" } as const;
  expect(initReportLine({ durationMs: 150.79, phase: "init", failure })).toBe(
    "INIT_REPORT Init Duration: 150.79 ms\tPhase: init\tStatus: error\tError Type: Runtime.UserCodeSyntaxError",
  );
  expect(initReportLine({ durationMs: 9999.79, phase: "invoke", failure: { status: "timeout" } })).toBe(
    "INIT_REPORT Init Duration: 9999.79 ms\tPhase: invoke\tStatus: timeout",
  );
});

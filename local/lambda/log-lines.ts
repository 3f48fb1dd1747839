/** What a REPORT line says about an invocation. Times in milliseconds, memory in MB. */
export interface InvocationReport {
  readonly requestId: string;
  /** From the hand-over to the runtime until it asks for the next invocation, its end or the timeout. */
  readonly durationMs: number;
  /** Of the init that this invocation waited for; absent when its environment was warm. */
  readonly initDurationMs?: number;
  readonly memorySizeMB: number;
  readonly maxMemoryUsedMB: number;
  readonly failure?: { readonly status: "error" | "timeout"; readonly errorType?: string };
}

/** What an INIT_REPORT line says about a failed init. */
export interface InitReport {
  readonly durationMs: number;
  /** `invoke` for an init that is repeated within the invocation after the first one failed. */
  readonly phase: "init" | "invoke";
  readonly failure: { readonly status: "error" | "timeout"; readonly errorType?: string };
}

/** The line at the start of every invocation. */
export function startLine(requestId: string): string {
  return `START RequestId: ${requestId} Version: $LATEST`;
}

/** The line at the end of every invocation. */
export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}`;
}

/**
 * The REPORT line as Lambda prints it in text format, without its line break. The init of an OS-only runtime is billed:
 * the billed duration is the sum of both, rounded up to a millisecond.
 *
 * Source: AWS documentation, "Understanding the Lambda execution environment lifecycle"; lines recorded from AWS.
 */
export function reportLine(report: InvocationReport): string {
  const { initDurationMs, failure } = report;
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(report.durationMs + (initDurationMs ?? 0))} ms`,
    `Memory Size: ${report.memorySizeMB} MB`,
    `Max Memory Used: ${report.maxMemoryUsedMB} MB`,
  ];
  if (initDurationMs !== undefined) fields.push(`Init Duration: ${initDurationMs.toFixed(2)} ms`);
  // A successful invocation's line ends in a tab.
  fields.push(...(failure === undefined ? [""] : failureFields(failure)));
  return fields.join("\t");
}

/** The INIT_REPORT line, which Lambda prints for an init that failed. */
export function initReportLine({ durationMs, phase, failure }: InitReport): string {
  const fields = [`INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms`, `Phase: ${phase}`];
  return [...fields, ...failureFields(failure)].join("\t");
}

function failureFields({ status, errorType }: { status: string; errorType?: string }): string[] {
  const fields = [`Status: ${status}`];
  if (errorType !== undefined) fields.push(`Error Type: ${errorType}`);
  return fields;
}

export type SynthErrorCode =
  /** The components' source is missing and could not be installed. */
  | "PLATFORM_NOT_INSTALLED"
  /** What is deployed could not be built. */
  | "BUILD_FAILED"
  /** `sst.config.ts`, or something that it imports or awaits, failed. */
  | "CONFIG_FAILED"
  /** Two resources have the same URN: a deployment would refuse them. */
  | "DUPLICATE_URN"
  /** The program ended without a result: something that it awaits never happens. */
  | "STALLED"
  | "TIMED_OUT"
  /** The evaluating process ended without an answer. */
  | "CRASHED";

/** A stage could not be synthesised. The message says what to do about it. */
export class SynthError extends Error {
  override readonly name = "SynthError";
  readonly code: SynthErrorCode;
  /** Stack traces of the evaluated program, or what it printed; empty when the message says all. */
  readonly detail: string;

  constructor(code: SynthErrorCode, message: string, detail = "") {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

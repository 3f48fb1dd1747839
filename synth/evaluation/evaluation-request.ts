import type { Synthesis } from "../synthesis.ts";
import type { SynthErrorCode } from "../synth-error.ts";

/** What the evaluating process is asked for, as JSON on its standard input. */
export interface EvaluationRequest {
  /** Absolute path of the folder with `sst.config.ts` and `.sst/platform`. */
  readonly root: string;
  /** Absolute path of the folder for zips and whatever else SST writes. */
  readonly work: string;
  readonly stage: string;
  readonly dev: boolean;
  /** Values of secrets by name, as `sst secret set` would have stored them. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The file in the work folder that the process leaves its answer in, as JSON. */
export const answerFile = "answer.json";

export interface EvaluationFailure {
  readonly kind: "failure";
  readonly code: SynthErrorCode;
  readonly message: string;
  readonly detail: string;
}

/** What the process that evaluates the stacks answers. */
export type EvaluationAnswer = { readonly kind: "synthesis"; readonly synthesis: Synthesis } | EvaluationFailure;

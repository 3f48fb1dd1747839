import type { EvaluationFailure } from "./evaluation-request.ts";

/** The answer for a program that ended although it had not. */
export function stalled(): EvaluationFailure {
  return failure("STALLED", "sst.config.ts awaits something that never happens: it has nothing left to do.");
}

/** The answer for a program that registers several resources under one name. */
export function duplicateUrns(urns: readonly string[]): EvaluationFailure {
  return failure("DUPLICATE_URN", `Give these resources names of their own:\n${urns.join("\n")}`);
}

/** The answer for a program that threw: Pulumi tells of one error several times. */
export function failureOf(errors: readonly unknown[]): EvaluationFailure {
  const messages = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  const stacks = errors.flatMap((error) => (error instanceof Error && !isVisible(error) ? (error.stack ?? []) : []));
  return failure("CONFIG_FAILED", [...new Set(messages)].join("\n"), [...new Set(stacks)].join("\n\n"));
}

/** Whether the message says all: SST shows such an error, and the stacks' own of that name, without its stack. */
function isVisible(error: Error): boolean {
  for (let type = Object.getPrototypeOf(error); type !== null; type = Object.getPrototypeOf(type)) {
    if (type.constructor.name === "VisibleError") return true;
  }
  return false;
}

function failure(code: EvaluationFailure["code"], message: string, detail = ""): EvaluationFailure {
  return { kind: "failure", code, message, detail };
}

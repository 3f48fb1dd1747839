/**
 * The process that evaluates one stage: the request on standard input, the answer in a file of the work folder, so that
 * the program may print what it likes.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { evaluate } from "./evaluate.ts";
import { answerFile, type EvaluationAnswer, type EvaluationRequest } from "./evaluation-request.ts";
import { failureOf, stalled } from "./failure.ts";

const millisecondsForMoreErrors = 500;

const request: EvaluationRequest = JSON.parse(await text(process.stdin));
const errors: unknown[] = [];
let finish: () => EvaluationAnswer = stalled;

process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
// Whatever the program has begun is done: Pulumi's own language host waits for the same.
process.once("beforeExit", () => {
  if (errors.length === 0) answer(finish());
});
void start();

async function start(): Promise<void> {
  try {
    finish = await evaluate(request);
  } catch (error) {
    fail(error);
  }
}

/** Waits for the errors that follow from the first one, but not for a program that goes on nevertheless. */
function fail(error: unknown): void {
  errors.push(error);
  answer(failureOf(errors));
  setTimeout(() => process.exit(), millisecondsForMoreErrors).unref();
}

function answer(content: EvaluationAnswer): void {
  writeFileSync(join(request.work, answerFile), JSON.stringify(content));
}

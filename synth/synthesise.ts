import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ANSWER_FILE, type EvaluationAnswer, type EvaluationRequest } from "./evaluation/evaluation-request.ts";
import { ensurePlatform } from "./installed-platform.ts";
import { exampleSecrets } from "./example-secrets.ts";
import { SynthError } from "./synth-error.ts";
import type { Synthesis } from "./synthesis.ts";

export interface SynthesisOptions {
  readonly stage: string;
  /** As `sst dev` evaluates it: functions live on the developer's machine. */
  readonly dev?: boolean;
  /** Values of secrets by name; one made up for each that the application declares, unless given. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Variables that `sst.config.ts` reads. Nothing else of the caller's environment reaches it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder with `sst.config.ts` and `.sst/platform`; that of this repository unless given. */
  readonly root?: string;
  /** Called with what the configuration prints. */
  readonly onOutput?: (text: string) => void;
  /** 120 unless given: the first evaluation may build what is deployed. */
  readonly timeoutSeconds?: number;
}

const repository = resolve(import.meta.dirname, "..");

/**
 * Evaluates `sst.config.ts` for a stage with SST's real components, in a process of its own: without an account, without
 * Pulumi's engine, and without a network but for what the configuration builds. Nothing is deployed.
 *
 * @throws SynthError
 * @example
 * const { resources } = await synthesise({ stage: "prod" });
 * resources.filter(({ type }) => type === "aws:dynamodb/table:Table").every(({ options }) => options.retainOnDelete);
 */
export async function synthesise(options: SynthesisOptions): Promise<Synthesis> {
  const root = resolve(options.root ?? repository);
  await ensurePlatform(root, options.onOutput);
  const work = await mkdtemp(join(tmpdir(), "draht-synth-"));
  try {
    const answer = await evaluateInProcess(root, work, options);
    if (answer.kind === "failure") throw new SynthError(answer.code, answer.message, answer.detail);
    return answer.synthesis;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function evaluateInProcess(root: string, work: string, options: SynthesisOptions): Promise<EvaluationAnswer> {
  const { stage, dev = false, secrets = exampleSecrets(), environment = {}, timeoutSeconds = 120 } = options;
  const request: EvaluationRequest = { root, work, stage, dev, secrets };
  const evaluation = Bun.spawn([process.execPath, join(import.meta.dirname, "evaluation", "main.ts")], {
    cwd: root,
    env: { PATH: process.env["PATH"], HOME: homedir(), TMPDIR: tmpdir(), ...environment },
    stdin: new Blob([JSON.stringify(request)]),
    stdout: "pipe",
    stderr: "pipe",
    timeout: timeoutSeconds * 1000,
    killSignal: "SIGKILL",
  });
  const printed: string[] = [];
  const print = (text: string) => {
    printed.push(text);
    options.onOutput?.(text);
  };
  await Promise.all([evaluation.exited, read(evaluation.stdout, print), read(evaluation.stderr, print)]);

  const answer = Bun.file(join(work, ANSWER_FILE));
  if (await answer.exists()) {
    const text = await answer.text();
    // A deployment writes there, and the folder of this run is of no interest afterwards.
    return JSON.parse(text.replaceAll(work, join(root, ".sst")));
  }
  if (evaluation.signalCode === "SIGKILL") {
    throw new SynthError("TIMED_OUT", `sst.config.ts had not ended after ${timeoutSeconds} s.`, printed.join(""));
  }
  const end = evaluation.signalCode ?? `exit code ${evaluation.exitCode}`;
  throw new SynthError(
    "CRASHED",
    `The evaluation of sst.config.ts ended without an answer (${end}).`,
    printed.join(""),
  );
}

async function read(stream: ReadableStream<Uint8Array>, print: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) print(decoder.decode(chunk, { stream: true }));
}

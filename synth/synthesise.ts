import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensureArtefacts } from "./artefacts.ts";
import { answerFile, type EvaluationAnswer, type EvaluationRequest } from "./evaluation/evaluation-request.ts";
import { exampleSecrets } from "./example-secrets.ts";
import { ensurePlatform } from "./installed-platform.ts";
import { run } from "./run-command.ts";
import { SynthError } from "./synth-error.ts";
import type { Synthesis } from "./synthesis.ts";

export interface SynthesisOptions {
  readonly stage: string;
  /** As `sst dev` evaluates it: functions live on the developer's machine. */
  readonly dev?: boolean;
  /** Values of secrets by name; one made up for each that the application declares, unless given. */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * Variables that `sst.config.ts` reads; nothing else of the caller's environment reaches it. With `DRAHT_ARTEFACTS`, a
   * folder of artefacts, nothing is built.
   */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder with another `sst.config.ts` and `.sst/platform`, for which nothing is built. */
  readonly root?: string;
  /** Called with what builds and the configuration print. */
  readonly onOutput?: (text: string) => void;
  /** How long the evaluation may take, 150 unless given. What is built before does not count. */
  readonly timeoutSeconds?: number;
}

/** Absolute path of the folder with `sst.config.ts`. */
export const repository = resolve(import.meta.dirname, "..");

const artefacts = "DRAHT_ARTEFACTS";

/**
 * Evaluates `sst.config.ts` for a stage with SST's real components, in a process of its own: without an account, without
 * Pulumi's engine, without a network. Nothing is deployed. What would be uploaded is built first, which takes a minute
 * after a change, and no time without one.
 *
 * @throws SynthError
 * @example
 * const { resources } = await synthesise({ stage: "prod" });
 * resources.filter(({ type }) => type === "aws:dynamodb/table:Table").every(({ options }) => options.retainOnDelete);
 */
export async function synthesise(options: SynthesisOptions): Promise<Synthesis> {
  const { stage, dev = false, secrets = exampleSecrets(), onOutput = () => {} } = options;
  const root = resolve(options.root ?? repository);
  await ensurePlatform(root, onOutput);
  const environment = await withArtefacts(root, options);

  const work = await mkdtemp(join(tmpdir(), "draht-synth-"));
  try {
    const request: EvaluationRequest = { root, work, stage, dev, secrets };
    const answer = await evaluate(request, { ...options, environment });
    if (answer.kind === "failure") throw new SynthError(answer.code, answer.message, answer.detail);
    return answer.synthesis;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The environment with the folder of the artefacts: `sst.config.ts` then builds none. Live functions have none. */
async function withArtefacts(root: string, options: SynthesisOptions): Promise<Readonly<Record<string, string>>> {
  const { environment = {}, dev = false, onOutput = () => {} } = options;
  const given = options.root !== undefined || environment[artefacts] !== undefined;
  if (given || dev) return environment;
  return { ...environment, [artefacts]: await ensureArtefacts(root, onOutput) };
}

async function evaluate(request: EvaluationRequest, options: SynthesisOptions): Promise<EvaluationAnswer> {
  const { root, work } = request;
  const { environment = {}, timeoutSeconds = 150, onOutput } = options;
  const { exitCode, signal, output } = await run(
    [process.execPath, join(import.meta.dirname, "evaluation", "main.ts")],
    {
      cwd: root,
      env: { PATH: process.env["PATH"], HOME: homedir(), TMPDIR: tmpdir(), ...environment },
      input: JSON.stringify(request),
      timeoutSeconds,
      ...(onOutput && { onOutput }),
    },
  );

  const answer = Bun.file(join(work, answerFile));
  if (await answer.exists()) {
    const text = await answer.text();
    // A deployment writes there, and the folder of this run is of no interest afterwards.
    return JSON.parse(text.replaceAll(work, join(root, ".sst")));
  }
  if (signal === "SIGKILL") {
    throw new SynthError("TIMED_OUT", `sst.config.ts had not ended after ${timeoutSeconds} s.`, output);
  }
  const end = signal ?? `exit code ${exitCode}`;
  throw new SynthError("CRASHED", `The evaluation of sst.config.ts ended without an answer (${end}).`, output);
}

import { help, type OutputFormat, parseCommandLine, type SynthCommand, UsageError } from "./command-line.ts";
import { formatDifference } from "./format-difference.ts";
import { formatDocument } from "./format-document.ts";
import { formatLinkTypes } from "./format-link-types.ts";
import { formatMermaid } from "./format-mermaid.ts";
import { formatTable } from "./format-table.ts";
import { isFolder } from "./is-folder.ts";
import { comparePlans, isEmpty } from "./plan-difference.ts";
import { PlanError } from "./plan-error.ts";
import { formatPlan, parsePlan, planOf, type Plan } from "./plan.ts";
import { resourceGraph } from "./resource-graph.ts";
import { SynthError } from "./synth-error.ts";
import { repository, synthesise } from "./synthesise.ts";
import type { Synthesis } from "./synthesis.ts";

/** Source: the help text. */
const exitCodes = { done: 0, failed: 1, usage: 2, different: 3 } as const;

const formats: Readonly<Record<OutputFormat, (synthesis: Synthesis) => string>> = {
  json: (synthesis) => formatPlan(planOf(synthesis, repository)),
  markdown: formatDocument,
  mermaid: (synthesis) => formatMermaid(resourceGraph(synthesis)),
  table: (synthesis) => formatTable(planOf(synthesis, repository)),
  types: ({ links }) => formatLinkTypes(links),
};

/** `bun run synth`: the result on standard output, what happens meanwhile on standard error. */
async function main(): Promise<number> {
  try {
    const command = parseCommandLine(process.argv.slice(2));
    if (command.kind === "help") {
      process.stdout.write(help);
      return exitCodes.done;
    }
    return await run(command);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return exitCodes.usage;
    }
    // Anything that is not expected shall show its stack.
    if (!(error instanceof SynthError) && !(error instanceof PlanError)) throw error;
    console.error(error.message);
    if (error instanceof SynthError && error.code === "CONFIG_FAILED" && error.detail !== "")
      console.error(`\n${error.detail}`);
    return exitCodes.failed;
  }
}

async function run(command: SynthCommand): Promise<number> {
  const { stage, diff, out } = command;
  if (out !== undefined && isFolder(out)) throw new UsageError(`--out ${out} is a folder: name a file.`);
  if (diff === undefined) {
    await write(command, formats[command.format](await stageSynthesis(command, stage)));
    return exitCodes.done;
  }
  const before = diff.kind === "plan" ? await readPlan(diff.path) : await stagePlan(command, diff.stage);
  const difference = comparePlans(before, await stagePlan(command, stage));
  await write(command, formatDifference(difference));
  return isEmpty(difference) ? exitCodes.done : exitCodes.different;
}

async function stagePlan(command: SynthCommand, stage: string): Promise<Plan> {
  return planOf(await stageSynthesis(command, stage), repository);
}

async function stageSynthesis({ dev }: SynthCommand, stage: string): Promise<Synthesis> {
  const started = performance.now();
  const synthesis = await synthesise({
    stage,
    dev,
    environment: settings(),
    onOutput: (text) => process.stderr.write(text),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`Synthesised ${stage} in ${seconds} s.\n`);
  return synthesis;
}

/** The variables that a deployment would read. The rest, and so every credential, stays out of the program. */
function settings(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && (name === "AWS_REGION" || name.startsWith("DRAHT_")) ? [[name, value]] : [],
    ),
  );
}

async function readPlan(path: string): Promise<Plan> {
  const file = Bun.file(path);
  if (!(await file.exists())) throw new PlanError(`There is no plan ${path}: save one with --json --out ${path}.`);
  try {
    return parsePlan(await file.text());
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new PlanError(`${path} cannot be compared: ${error.message}.`, { cause: error });
  }
}

async function write({ out }: SynthCommand, text: string): Promise<void> {
  await Bun.write(out === undefined ? Bun.stdout : Bun.file(out), text);
  if (out !== undefined) process.stderr.write(`Written to ${out}.\n`);
}

process.exitCode = await main();

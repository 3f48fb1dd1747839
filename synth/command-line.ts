import { parseArgs } from "node:util";

export type OutputFormat = "json" | "markdown" | "mermaid" | "table" | "types";

/** What the synth command was asked to do. */
export type Command = { readonly kind: "help" } | SynthCommand;

export interface SynthCommand {
  readonly kind: "synth";
  readonly stage: string;
  readonly dev: boolean;
  readonly format: OutputFormat;
  /** What to compare with instead of showing the stage. */
  readonly diff: DiffTarget | undefined;
  /** A file, relative to the working directory; undefined for standard output. */
  readonly out: string | undefined;
}

export type DiffTarget =
  | { readonly kind: "stage"; readonly stage: string }
  | { readonly kind: "plan"; readonly path: string };

/** The command line cannot be understood. The message is one line and says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const help = `Shows what a deployment of a stage would create. Nothing is deployed, and no account is needed.

Usage: bun run synth --stage <stage> [options]

  --stage <stage>   dev, test, prod, or the name of a stage of your own
  --table           the resources below their components, with the inputs that matter most (the default)
  --json            the plan: every resource with all of its inputs, to save and compare; values of secrets are masked
  --mermaid         a drawing of the resources for documents
  --markdown        a page with the drawing and the number of resources of each type
  --types           the declarations of linked resources, which SST keeps in sst-env.d.ts
  --diff <with>     what changes from another stage, or from a plan that --json saved (a path that ends in .json)
  --dev             as \`sst dev\` deploys it
  --out <file>      write there instead of to standard output
  --help            this text

The variables that sst.config.ts reads (AWS_REGION and DRAHT_…) have the same effect as in a deployment.

Exit code: 0 done, and no difference where one was asked for; 1 something does not work; 2 wrong command line;
3 there are differences.

Examples:
  bun run synth --stage dev
  bun run synth --stage prod --diff test
  bun run synth --stage dev --json --out plan.json        before a change
  bun run synth --stage dev --diff plan.json              after it
`;

const flags = {
  stage: { type: "string" },
  table: { type: "boolean" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  mermaid: { type: "boolean" },
  types: { type: "boolean" },
  diff: { type: "string" },
  dev: { type: "boolean" },
  out: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const formats: readonly OutputFormat[] = ["table", "json", "markdown", "mermaid", "types"];

/**
 * Reads the arguments of `bun run synth`.
 *
 * @throws UsageError for an unknown flag, a missing or wrong value, or flags that exclude each other.
 */
export function parseCommandLine(args: readonly string[]): Command {
  const values = readFlags(args);
  if (values.help === true) return { kind: "help" };
  const chosen = formats.filter((format) => values[format] === true);
  if (chosen.length > 1) throw new UsageError(`${chosen.map((format) => `--${format}`).join(" and ")}: choose one.`);
  if (values.diff !== undefined && chosen.length > 0) {
    throw new UsageError(`--diff shows differences and nothing else: leave --${chosen.join("")} out.`);
  }
  if (values.out === "") throw new UsageError("--out needs a file: --out FILE.");
  return {
    kind: "synth",
    stage: readStage("--stage", values.stage),
    dev: values.dev ?? false,
    format: chosen[0] ?? "table",
    diff: values.diff === undefined ? undefined : readDiffTarget(values.diff),
    out: values.out,
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [reason = ""] = error.message.split(/[.\n]/);
    throw new UsageError(`${reason}. See: bun run synth --help`, { cause: error });
  }
}

function readStage(flag: string, stage: string | undefined): string {
  if (stage === undefined) throw new UsageError("Which stage? For example: bun run synth --stage dev");
  if (/^[a-zA-Z0-9-]+$/.test(stage)) return stage;
  throw new UsageError(`${flag} is ${JSON.stringify(stage)}, but a stage is letters, digits and hyphens.`);
}

function readDiffTarget(target: string): DiffTarget {
  if (target.endsWith(".json")) return { kind: "plan", path: target };
  return { kind: "stage", stage: readStage("--diff", target) };
}

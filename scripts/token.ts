import { parseArgs } from "node:util";
import { newSecret } from "../functions/manifest/new-secret.ts";

const help = `Prints a new API token for a stage's administrator. It is stored nowhere.

Usage: bun x sst secret set AdminToken "$(bun run --silent token --stage STAGE)" --stage STAGE
`;

/** Exit code 0 with the token, or the help that was asked for, on standard output; 2 for a wrong command line. */
function main(args: string[]): number {
  if (args.includes("--help")) {
    process.stdout.write(help);
    return 0;
  }
  const stage = stageOf(args);
  if (stage === undefined) {
    process.stderr.write(help);
    return 2;
  }
  process.stdout.write(`${newSecret("AdminToken", stage)}\n`);
  return 0;
}

/** SST's rule for the name of a stage; undefined for what breaks it, or anything else on the command line. */
function stageOf(args: string[]): string | undefined {
  try {
    const { stage = "" } = parseArgs({ args, options: { stage: { type: "string" } }, strict: true }).values;
    return /^[A-Za-z0-9-]{1,64}$/.test(stage) ? stage : undefined;
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv.slice(2));

import { parseArgs } from "node:util";
import { isFolder } from "../synth/is-folder.ts";
import { SynthError } from "../synth/synth-error.ts";
import { synthesise } from "../synth/synthesise.ts";
import { formatCost } from "./format-cost.ts";
import { documentedLevels, documentedSettings, documentedStage } from "./documented-estimate.ts";
import { stageParts } from "./stage-parts.ts";

const help = `Estimates what a stage costs in a month. Nothing is deployed, and no account is needed.

Usage: bun run cost [options]

  --stage <stage>         ${documentedStage}
  --requests <n,n,…>      to the API in a month (${documentedLevels.join(",")})
  --out <file>            write there instead of to standard output
  --help                  this text
`;

/** Exit code 0, 1 when the stage cannot be synthesised, 2 for a wrong command line. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      stage: { type: "string", default: documentedStage },
      requests: { type: "string", default: documentedLevels.join(",") },
      out: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const levels = values.requests.split(",").map((level) => (level === "" ? Number.NaN : Number(level)));
  if (!levels.every((level) => Number.isSafeInteger(level) && level >= 0)) {
    console.error("--requests takes whole numbers, such as 10000,1000000. See: bun run cost --help");
    return 2;
  }
  if (!/^[a-zA-Z0-9-]+$/.test(values.stage)) {
    console.error("--stage takes letters, digits and hyphens. See: bun run cost --help");
    return 2;
  }
  if (values.out !== undefined && isFolder(values.out)) {
    console.error(`--out ${values.out} is a folder: name a file. See: bun run cost --help`);
    return 2;
  }
  const synthesis = await synthesise({
    stage: values.stage,
    environment: documentedSettings,
    onOutput: (text) => process.stderr.write(text),
  });
  const page = formatCost(stageParts(synthesis), levels);
  await Bun.write(values.out === undefined ? Bun.stdout : Bun.file(values.out), page);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!usage && !(error instanceof SynthError)) throw error;
  console.error(usage ? `${error.message}. See: bun run cost --help` : error.message);
  process.exitCode = usage ? 2 : 1;
}

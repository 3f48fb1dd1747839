import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ask } from "./ask.ts";
import { OutputsError, readOutputs } from "./outputs.ts";
import { smokeChecks } from "./smoke-check.ts";

const help = `Asks the stage that was deployed last whether it works.

Usage: bun run smoke [options]

  --outputs <file>    what SST wrote about the deployment (.sst/outputs.json)
  --attempts <n>      how often to ask before giving up (12)
  --pause <seconds>   between two attempts (5)
  --help              this text

In a GitHub workflow it gives the address of the site, or else of the API, as the step's output "url".
`;

/** Exit code 0 when every answer is as wanted, 1 when one is not, 2 for a wrong command line. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      outputs: { type: "string", default: ".sst/outputs.json" },
      attempts: { type: "string", default: "12" },
      pause: { type: "string", default: "5" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const attempts = Number(values.attempts);
  const pauseMilliseconds = Number(values.pause) * 1000;
  if (!Number.isInteger(attempts) || attempts < 1 || !(pauseMilliseconds >= 0)) {
    console.error("--attempts takes a whole number from 1, --pause seconds. See: bun run smoke --help");
    return 2;
  }

  const outputs = await readOutputs(resolve(values.outputs));
  const githubOutput = process.env["GITHUB_OUTPUT"];
  if (githubOutput) await appendFile(githubOutput, `url=${outputs.site ?? outputs.api}\n`);

  let failed = false;
  for (const check of smokeChecks(outputs)) {
    const problem = await ask(check, { attempts, pauseMilliseconds, timeoutMilliseconds: 15_000 });
    console.log(problem === undefined ? `✓ ${check.name}  ${check.url}` : `✗ ${check.name}  ${check.url}: ${problem}`);
    failed ||= problem !== undefined;
  }
  return failed ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!usage && !(error instanceof OutputsError)) throw error;
  console.error(usage ? `${error.message}. See: bun run smoke --help` : error.message);
  process.exitCode = usage ? 2 : 1;
}

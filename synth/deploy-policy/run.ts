import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SynthError } from "../synth-error.ts";
import { UnmappedTypeError } from "./deploy-policy.ts";
import { deployRoleFiles } from "./deploy-role-files.ts";
import { deployRoles } from "./deploy-role.ts";
import { deployRoleFolder } from "./deploy-role-folder.ts";

const help = `Writes the policies of the deploy roles to docs/deploy-role, derived from what each stage consists of.

Usage: bun run deploy-policy

Exit code: 0 done; 1 something does not work; 2 wrong command line.
`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", default: false } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const files = await deployRoleFiles({ onOutput: (text) => process.stderr.write(text) });
  // A policy that became shorter has fewer files.
  for (const { environment } of deployRoles)
    await rm(join(deployRoleFolder, environment), { recursive: true, force: true });
  for (const [path, text] of files) await Bun.write(join(deployRoleFolder, path), text);
  console.log(`${files.size} files in ${deployRoleFolder}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  // Anything that is not expected shall show its stack.
  if (!usage && !(error instanceof SynthError) && !(error instanceof UnmappedTypeError)) throw error;
  console.error(usage ? `${error.message}. See: bun run deploy-policy --help` : error.message);
  process.exitCode = usage ? 2 : 1;
}

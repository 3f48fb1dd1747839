/**
 * Writes the policies of the deploy roles to `docs/deploy-role`, derived from what each stage consists of: `bun run
 * deploy-policy`. Exit code 0, or 1 with what does not work on standard error.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { SynthError } from "../synth-error.ts";
import { UnmappedTypeError } from "./deploy-policy.ts";
import { deployRoleFiles } from "./deploy-role-files.ts";
import { deployRoles } from "./deploy-role.ts";
import { deployRoleFolder } from "./deploy-role-folder.ts";

try {
  const files = await deployRoleFiles({ onOutput: (text) => process.stderr.write(text) });
  // A policy that became shorter has fewer files.
  for (const { environment } of deployRoles)
    await rm(join(deployRoleFolder, environment), { recursive: true, force: true });
  for (const [path, text] of files) await Bun.write(join(deployRoleFolder, path), text);
  console.log(`${files.size} files in ${deployRoleFolder}`);
} catch (error) {
  // Anything that is not expected shall show its stack.
  if (!(error instanceof SynthError) && !(error instanceof UnmappedTypeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

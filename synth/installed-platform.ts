import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import packageFile from "../package.json";
import { exclusively } from "./exclusively.ts";
import { run } from "./run-command.ts";
import { SynthError } from "./synth-error.ts";

/**
 * Makes sure that `.sst/platform` is there, the components' source in the version of this repository's SST, and installs it
 * when it is not.
 *
 * @param root Absolute path of the folder with `sst.config.ts`.
 * @throws SynthError `PLATFORM_NOT_INSTALLED`
 */
export async function ensurePlatform(root: string, onOutput: (text: string) => void): Promise<void> {
  if (isInstalled(root)) return;
  await exclusively(root, "sst-install", async () => {
    if (isInstalled(root)) return;
    onOutput("Installing SST's components …\n");
    const { output } = await run([process.execPath, "run", "sst:install"], { cwd: root });
    if (isInstalled(root)) return;
    throw new SynthError(
      "PLATFORM_NOT_INSTALLED",
      "SST's components are missing, and `bun run sst:install` did not install them. Run it to see why: it needs " +
        "`node` and the npm registry.",
      output,
    );
  });
}

function isInstalled(root: string): boolean {
  const work = join(root, ".sst");
  const version = join(work, "platform", "version");
  if (!existsSync(version) || readFileSync(version, "utf8").trim() !== packageFile.devDependencies.sst) return false;
  return existsSync(join(work, "provider-lock.json")) && existsSync(join(work, "platform", "node_modules", "@pulumi"));
}

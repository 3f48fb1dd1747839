import { existsSync } from "node:fs";
import { join } from "node:path";
import { SynthError } from "./synth-error.ts";

/**
 * Makes sure that `.sst/platform` is there, the components' source, and installs it when it is not.
 *
 * @param root Absolute path of the folder with `sst.config.ts`.
 * @throws SynthError `PLATFORM_NOT_INSTALLED`
 */
export async function ensurePlatform(root: string, onOutput: (text: string) => void = () => {}): Promise<void> {
  if (isInstalled(root)) return;
  onOutput("Installing SST's components …\n");
  const install = Bun.spawn([process.execPath, "run", "sst:install"], {
    cwd: root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([
    new Response(install.stdout).text(),
    new Response(install.stderr).text(),
    install.exited,
  ]);
  if (isInstalled(root)) return;
  throw new SynthError(
    "PLATFORM_NOT_INSTALLED",
    "SST's components are missing, and `bun run sst:install` did not install them. Run it to see why: it needs `node` " +
      "and the npm registry.",
    `${stdout}${stderr}`,
  );
}

function isInstalled(root: string): boolean {
  const work = join(root, ".sst");
  return existsSync(join(work, "provider-lock.json")) && existsSync(join(work, "platform", "node_modules", "@pulumi"));
}

import { join } from "node:path";
import { SiteBuildError } from "./site-build-error.ts";

/**
 * Installs what the site's lock file names, unless it is there already.
 *
 * @param repository Absolute path of the repository.
 * @throws SiteBuildError `PACKAGES_NOT_INSTALLED`
 */
export async function installPackages(repository: string, onProgress: (line: string) => void): Promise<void> {
  const install = Bun.spawn([process.execPath, join(repository, "scripts/install.ts"), "web"], {
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const [printed, exitCode] = await Promise.all([install.stderr.text(), install.exited]);
  if (exitCode !== 0) throw new SiteBuildError("PACKAGES_NOT_INSTALLED", printed.trim());
  if (printed !== "") onProgress("packages installed");
}

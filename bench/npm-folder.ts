import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export interface NpmFolderOptions {
  /** Exact versions by package name. */
  readonly packages: Readonly<Record<string, string>>;
  /** Packages whose install scripts are run. */
  readonly trusted?: readonly string[];
  /** For the install scripts. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Called only when there is something to install. */
  readonly onInstall?: () => void;
}

/** Packages could not be installed; the message is one line. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}

/**
 * Installs packages into a folder of their own, once: what is only compared with is no dependency of this repository.
 *
 * @returns the path of the folder's `node_modules`
 * @throws InstallError
 */
export async function npmFolder(folder: string, options: NpmFolderOptions): Promise<string> {
  const { packages, trusted = [], environment = process.env } = options;
  const manifest = JSON.stringify({ private: true, dependencies: packages, trustedDependencies: trusted });
  const modules = join(folder, "node_modules");
  const stamp = Bun.file(join(folder, "installed.json"));
  if ((await stamp.exists()) && (await stamp.text()) === manifest) return modules;

  options.onInstall?.();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Bun.write(join(folder, "package.json"), manifest);
  const install = Bun.spawn([process.execPath, "install", "--exact"], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, complaint] = await Promise.all([install.stdout.text(), install.stderr.text()]);
  if ((await install.exited) !== 0) throw new InstallError(reason(`${output}\n${complaint}`));
  // Written last and whole: an interrupted installation is repeated.
  await Bun.write(join(folder, "installed.json.part"), manifest);
  await rename(join(folder, "installed.json.part"), join(folder, "installed.json"));
  return modules;
}

/** The line that says what was missing, or else the last one. */
function reason(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const missing = lines.find((line) => /not found|is required|unable to|cannot find/i.test(line));
  const failed = lines.findLast((line) => line.startsWith("error:"));
  return [missing, failed].filter((line) => line !== undefined).join("; ") || "bun install failed";
}

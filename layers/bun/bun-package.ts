import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { LayerError } from "./layer-error.ts";
import { toRegistryError } from "./registry-error.ts";

/** The repository, whose configuration of registries counts where no other project is given. */
export const repository = resolve(import.meta.dir, "../..");

/** Files that tell Bun which registry to ask, and how to log in there. */
const registryFiles = [".npmrc", "bunfig.toml"];

export interface RegistryOptions {
  /** Of Bun's package manager, which reads the registry from it, and from the npm and Bun configuration that it finds. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whose `.npmrc` and `bunfig.toml` count, beside those of the user; the repository by default. */
  readonly projectDir?: string;
}

/**
 * The executable in one of Bun's own npm packages, whatever system and processor it is for. Bun installs the package into
 * a folder of its own, so that registry, login and proxy are those of every other package, and refuses a tarball that has
 * not the wanted integrity.
 *
 * @param integrity `dist.integrity` of the package's version, in Subresource Integrity format.
 * @throws LayerError `REGISTRY_UNREACHABLE`, `INTEGRITY_MISMATCH`
 */
export async function fetchBunExecutable(
  { name, integrity }: { readonly name: string; readonly integrity: string },
  version: string,
  options: RegistryOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { environment = process.env, projectDir = repository } = options;
  const folder = await mkdtemp(join(tmpdir(), "bun-package-"));
  try {
    for (const file of registryFiles) await copyIfThere(join(projectDir, file), join(folder, file));
    await Bun.write(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { [name]: version } }));
    await Bun.write(join(folder, "bun.lock"), lockfile(name, version, integrity));
    // A cache of its own: a package that the user's cache holds is not checked again.
    await install(folder, { ...environment, BUN_INSTALL_CACHE_DIR: join(folder, "cache") }, name, version);
    const executable = Bun.file(join(folder, "node_modules", name, "bin/bun"));
    if (await executable.exists()) return await executable.bytes();
    throw new LayerError("INTEGRITY_MISMATCH", `${name} ${version} holds no bin/bun: choose another version of Bun.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names no system and no processor, so that Bun installs the package on any. */
function lockfile(name: string, version: string, integrity: string): string {
  return JSON.stringify({
    lockfileVersion: 1,
    workspaces: { "": { dependencies: { [name]: version } } },
    packages: { [name]: [`${name}@${version}`, "", {}, integrity] },
  });
}

async function install(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  version: string,
): Promise<void> {
  const installing = Bun.spawn([process.execPath, "install", "--frozen-lockfile", "--ignore-scripts"], {
    cwd: folder,
    env: environment,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const complaint = await installing.stderr.text();
  if ((await installing.exited) === 0) return;
  throw toRegistryError(`${name} ${version}`, complaint);
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (await Bun.file(from).exists()) await copyFile(from, to);
}

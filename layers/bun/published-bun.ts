import { fetchBunExecutable, repository, type RegistryOptions } from "./bun-package.ts";
import type { BunPackage, BunRelease } from "./bun-release.ts";
import { LayerError } from "./layer-error.ts";
import { toRegistryError } from "./registry-error.ts";

/**
 * The version that the configured registry calls Bun's latest.
 *
 * @throws LayerError `REGISTRY_UNREACHABLE`, `UNKNOWN_VERSION` where the registry has no Bun
 */
export async function latestVersion(options: RegistryOptions = {}): Promise<string> {
  return await view("bun", "dist-tags.latest", options);
}

/**
 * A published version as it is to be pinned. Its integrity is what the registry says today; every later build holds the
 * registry to it.
 *
 * @param packages The names of Bun's packages, from the release pinned so far.
 * @throws LayerError `REGISTRY_UNREACHABLE`, `UNKNOWN_VERSION`, `INTEGRITY_MISMATCH`
 */
export async function publishedRelease(
  version: string,
  packages: BunRelease["packages"],
  options: RegistryOptions = {},
): Promise<BunRelease> {
  // Its types are pinned with it.
  await view(`bun-types@${version}`, "version", options);
  const [x64, arm64] = await Promise.all([
    publishedPackage(packages.x64.name, version, options),
    publishedPackage(packages.arm64.name, version, options),
  ]);
  return { version, packages: { x64, arm64 } };
}

async function publishedPackage(name: string, version: string, options: RegistryOptions): Promise<BunPackage> {
  const integrity = await view(`${name}@${version}`, "dist.integrity", options);
  const executable = await fetchBunExecutable({ name, integrity }, version, options);
  const binarySha256 = new Bun.CryptoHasher("sha256").update(executable).digest("hex");
  return { name, integrity, binarySha256 };
}

async function view(wanted: string, field: string, options: RegistryOptions): Promise<string> {
  const { environment = process.env, projectDir = repository } = options;
  const viewing = Bun.spawn([process.execPath, "pm", "view", wanted, field], {
    cwd: projectDir,
    env: environment,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [answer, complaint] = await Promise.all([viewing.stdout.text(), viewing.stderr.text()]);
  if ((await viewing.exited) !== 0) throw toRegistryError(wanted, complaint);
  if (answer.trim() !== "") return answer.trim();
  throw new LayerError("UNKNOWN_VERSION", `The package registry names no ${field} of ${wanted}: ask for a version.`);
}

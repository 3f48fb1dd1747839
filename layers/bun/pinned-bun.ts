import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fetchBunExecutable, type RegistryOptions } from "./bun-package.ts";
import { pinnedRelease, type BunRelease } from "./bun-release.ts";
import { LayerError } from "./layer-error.ts";
import { lambdaArchitecture, type Architecture } from "./layer-target.ts";

export interface PinnedBunOptions extends RegistryOptions {
  /** Where downloaded executables are kept. */
  readonly cacheDir: string;
  readonly release?: BunRelease;
  readonly onProgress?: (line: string) => void;
}

/**
 * Path of the pinned Bun for Linux: the running one if it is the same bytes, else the cached or a freshly downloaded one.
 * Whatever is returned has the pinned SHA-256.
 *
 * @throws LayerError `REGISTRY_UNREACHABLE`, `INTEGRITY_MISMATCH`, `OUTPUT_NOT_WRITABLE`
 */
export async function pinnedBun(architecture: Architecture, options: PinnedBunOptions): Promise<string> {
  const { cacheDir, release = pinnedRelease, onProgress } = options;
  const bunPackage = release.packages[architecture];

  const runsHere = process.platform === "linux" && process.arch === architecture && Bun.version === release.version;
  if (runsHere && (await hasSha256(process.execPath, bunPackage.binarySha256))) return process.execPath;

  const cached = join(cacheDir, `bun-${release.version}-${lambdaArchitecture(architecture)}`, "bun");
  if (await hasSha256(cached, bunPackage.binarySha256)) return cached;

  onProgress?.(`Downloading ${bunPackage.name} ${release.version}`);
  const executable = await fetchBunExecutable(bunPackage, release.version, options);
  if (sha256(executable) !== bunPackage.binarySha256) {
    throw new LayerError(
      "INTEGRITY_MISMATCH",
      `bin/bun in the tarball of ${bunPackage.name} is not the pinned executable: ` +
        "pin binarySha256 anew in layers/bun/bun-release.json.",
    );
  }
  await writeExecutable(cached, executable);
  return cached;
}

/** Renamed into place, so that a second build at the same time never sees half a file. */
async function writeExecutable(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const partial = `${path}.${crypto.randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await Bun.write(partial, bytes);
    await chmod(partial, 0o755);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw new LayerError("OUTPUT_NOT_WRITABLE", `${path} cannot be written: check the folder and the disk.`, {
      cause: error,
    });
  }
}

async function hasSha256(path: string, expected: string): Promise<boolean> {
  const file = Bun.file(path);
  return (await file.exists()) && sha256(await file.bytes()) === expected;
}

function sha256(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}

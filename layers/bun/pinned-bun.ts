import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pinnedRelease, type BunPackage, type BunRelease } from "./bun-release.ts";
import { LayerError } from "./layer-error.ts";
import { lambdaArchitecture, type Architecture } from "./layer-target.ts";

export interface PinnedBunOptions {
  /** Where downloaded executables are kept. */
  readonly cacheDir: string;
  readonly release?: BunRelease;
  /** Environment of `bun pm view`, which reads the registry's address from it and from the npm and Bun configuration. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (line: string) => void;
}

/**
 * Path of the pinned Bun for Linux: the running one if it is the same bytes, else the cached or a freshly downloaded one.
 * Whatever is returned has the pinned SHA-256.
 *
 * @throws LayerError `REGISTRY_UNREACHABLE`, `INTEGRITY_MISMATCH`
 */
export async function pinnedBun(architecture: Architecture, options: PinnedBunOptions): Promise<string> {
  const { cacheDir, release = pinnedRelease, environment = process.env, onProgress } = options;
  const bunPackage = release.packages[architecture];

  const runsHere = process.platform === "linux" && process.arch === architecture && Bun.version === release.version;
  if (runsHere && (await hasSha256(process.execPath, bunPackage.binarySha256))) return process.execPath;

  const cached = join(cacheDir, `bun-${release.version}-${lambdaArchitecture(architecture)}`, "bun");
  if (await hasSha256(cached, bunPackage.binarySha256)) return cached;

  onProgress?.(`Downloading ${bunPackage.name} ${release.version}`);
  const tarball = await download(bunPackage, release.version, environment);
  await writeExecutable(cached, await extractBinary(tarball, bunPackage));
  return cached;
}

async function download(
  bunPackage: BunPackage,
  version: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = await tarballAddress(bunPackage, version, environment);
  const tarball = await fetchBytes(address, bunPackage);
  const integrity = `sha512-${new Bun.CryptoHasher("sha512").update(tarball).digest("base64")}`;
  if (integrity !== bunPackage.integrity) {
    throw new LayerError(
      "INTEGRITY_MISMATCH",
      `The tarball of ${bunPackage.name} ${version} has ${integrity}, but ${bunPackage.integrity} is pinned. ` +
        "Nothing was used of it: check the registry, or pin the release anew in layers/bun/bun-release.json.",
    );
  }
  return tarball;
}

/** Asks the configured registry, whichever it is, for the tarball's address. */
async function tarballAddress(
  bunPackage: BunPackage,
  version: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const view = Bun.spawn([process.execPath, "pm", "view", `${bunPackage.name}@${version}`, "dist.tarball"], {
    cwd: join(import.meta.dir, "../.."),
    env: environment,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [address, complaint, exitCode] = await Promise.all([view.stdout.text(), view.stderr.text(), view.exited]);
  if (exitCode !== 0) throw unreachable(bunPackage, complaint.trim().split("\n")[0] ?? "");
  return address.trim();
}

async function fetchBytes(address: string, bunPackage: BunPackage): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw unreachable(bunPackage, error instanceof Error ? error.message : String(error), error);
  }
}

function unreachable(bunPackage: BunPackage, reason: string, cause?: unknown): LayerError {
  return new LayerError(
    "REGISTRY_UNREACHABLE",
    `${bunPackage.name} could not be fetched from the package registry (${reason}). ` +
      "Check the network and the registry configured for Bun or npm, then build again.",
    { cause },
  );
}

async function extractBinary(
  tarball: Uint8Array<ArrayBuffer>,
  bunPackage: BunPackage,
): Promise<Uint8Array<ArrayBuffer>> {
  const files = await new Bun.Archive(tarball).files();
  const binary = await files.get("package/bin/bun")?.bytes();
  if (binary && sha256(binary) === bunPackage.binarySha256) return binary;
  throw new LayerError(
    "INTEGRITY_MISMATCH",
    `bin/bun in the tarball of ${bunPackage.name} is not the pinned executable: ` +
      "pin binarySha256 anew in layers/bun/bun-release.json.",
  );
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

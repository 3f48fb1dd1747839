import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pinnedRelease } from "./bun-release.ts";
import { LayerError } from "./layer-error.ts";
import { architectureOf, isLambdaTarget, type LayerTarget } from "./layer-target.ts";
import { pinnedBun } from "./pinned-bun.ts";
import { precompiledBuiltins } from "./precompiled-builtins.ts";

const repository = resolve(import.meta.dir, "../..");
const stampName = "inputs.sha256";

export interface BuildLayerOptions {
  /** Parent of the target's folder; `.draht/layer` by default. */
  readonly outDir?: string;
  /** Where downloaded Bun executables are kept; `.draht/cache` by default. */
  readonly cacheDir?: string;
  /** Folder of the runtime's source, with the entry `bootstrap.ts`. It imports nothing from outside of this folder. */
  readonly sourceDir?: string;
  readonly onProgress?: (line: string) => void;
}

export interface Layer {
  /** Deployable as it is: holds `bootstrap`. */
  readonly folder: string;
  readonly bootstrap: string;
  /** SHA-256 in hexadecimal of everything the executable was made of. */
  readonly inputsHash: string;
}

/**
 * Compiles the runtime and the pinned Bun to one executable, `<outDir>/<target>/bootstrap` (mode 0755). The same source
 * gives the same bytes, wherever and whenever it is built. Does nothing when the inputs are those of the last build.
 *
 * Lambda starts `bootstrap` of a layer: AWS documentation, "Building a custom runtime for AWS Lambda".
 *
 * @throws LayerError
 */
export async function buildLayer(target: LayerTarget, options: BuildLayerOptions = {}): Promise<Layer> {
  const {
    outDir = join(repository, ".draht/layer"),
    cacheDir = join(repository, ".draht/cache"),
    onProgress,
  } = options;
  const sourceDir = options.sourceDir ?? join(import.meta.dir, "src");
  requirePinnedVersion();

  const folder = resolve(outDir, target);
  const bootstrap = join(folder, "bootstrap");
  const stamp = join(outDir, `${target}.${stampName}`);
  const inputsHash = await hashInputs(sourceDir, target);
  if ((await Bun.file(bootstrap).exists()) && (await readText(stamp)) === inputsHash) {
    onProgress?.(`${target}: unchanged`);
    return { folder, bootstrap, inputsHash };
  }

  const executable = isLambdaTarget(target)
    ? await pinnedBun(architectureOf(target), { cacheDir, ...(onProgress && { onProgress }) })
    : process.execPath;
  onProgress?.(`${target}: compiling`);

  // The executable's bytes depend on the name of the output file, not on its folder: compile under the final name.
  const scratch = join(outDir, `.${target}-${crypto.randomUUID()}`);
  await writable(scratch, () => mkdir(scratch, { recursive: true }));
  try {
    await compile(sourceDir, executable, join(scratch, "bootstrap"));
    await writable(folder, async () => {
      await mkdir(folder, { recursive: true });
      await rename(join(scratch, "bootstrap"), bootstrap);
      await Bun.write(stamp, inputsHash);
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  onProgress?.(`${target}: ${bootstrap}`);
  return { folder, bootstrap, inputsHash };
}

/** Bytecode is read only by the version that wrote it, and a miss is silent and slow. */
function requirePinnedVersion(): void {
  if (Bun.version === pinnedRelease.version) return;
  throw new LayerError(
    "BUN_VERSION_MISMATCH",
    `The layer holds Bun ${pinnedRelease.version}, but this is Bun ${Bun.version}: ` +
      `run the build with Bun ${pinnedRelease.version}.`,
  );
}

async function compile(sourceDir: string, executablePath: string, outfile: string): Promise<void> {
  const entry = join(sourceDir, "layer-entry.js");
  const result = await Bun.build({
    entrypoints: [entry],
    files: { [entry]: entrySource() },
    target: "bun",
    format: "esm",
    bytecode: true,
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    throw: false,
    compile: {
      outfile,
      executablePath,
      // With `.env` files off, Bun writes "development" for `process.env.NODE_ENV` into what it loads at run time, whatever the
      // function sets. Defined as itself, it stays a variable.
      execArgv: ["--define=process.env.NODE_ENV:process.env.NODE_ENV"],
      // A function's own files must not be able to change the runtime.
      autoloadDotenv: false,
      autoloadBunfig: false,
      // These two are about the function's code only, the runtime being compiled already: without package.json no
      // package in node_modules resolves; tsconfig.json is for handlers deployed as TypeScript (paths, JSX).
      autoloadPackageJson: true,
      autoloadTsconfig: true,
    },
  });
  if (!result.success) {
    throw new LayerError("COMPILE_FAILED", `The runtime does not compile: ${result.logs.map(String).join("; ")}`);
  }
  await chmod(outfile, 0o755);
}

/** Bun puts the bytecode of its own modules into an executable for those that it imports somewhere, reached or not. */
function entrySource(): string {
  const imports = precompiledBuiltins.map((name) => `import("node:${name}")`);
  return `import "./bootstrap.ts"; export const neverCalled = () => [${imports.join(",")}];`;
}

async function hashInputs(sourceDir: string, target: LayerTarget): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  // This file's text stands for the compiler's options.
  hasher.update(JSON.stringify([target, pinnedRelease, precompiledBuiltins, await Bun.file(import.meta.path).text()]));
  const sources = (await Array.fromAsync(new Bun.Glob("**/*.{ts,json}").scan(sourceDir))).sort();
  for (const source of sources.filter((path) => !path.endsWith(".test.ts"))) {
    hasher.update(JSON.stringify([source, await Bun.file(join(sourceDir, source)).text()]));
  }
  return hasher.digest("hex");
}

async function readText(path: string): Promise<string | undefined> {
  const file = Bun.file(path);
  return (await file.exists()) ? await file.text() : undefined;
}

async function writable<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw new LayerError("OUTPUT_NOT_WRITABLE", `${path} cannot be written: check the folder and the disk.`, {
      cause: error,
    });
  }
}

import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { BundleError } from "./bundle-error.ts";
import { assertBytecodeIsUsed } from "./bytecode.ts";
import { compileHandler, sourceMapOf } from "./compile-handler.ts";
import { hasCode } from "./error-code.ts";
import { findHandler, type HandlerReference } from "./handler-reference.ts";
import { replaceFolder } from "./replace-folder.ts";
import { sourcesRelativeTo } from "./source-map.ts";

export interface BundleFunctionOptions {
  /** Source file without its extension, a dot, the export: `functions/entries/create-category.handler`. */
  readonly handler: string;
  /** Name of the bundle's folder. */
  readonly name: string;
  /** Parent of the bundle's folder. */
  readonly outDir: string;
  /** Where `<name>/index.js.map` goes; without it no source map is kept. */
  readonly sourcemapDir?: string;
  /** What `handler` is relative to; the repository by default. */
  readonly root?: string;
}

/** A function as it is deployed: one folder per function, since its links are written into it later. */
export interface FunctionBundle {
  readonly name: string;
  /** Absolute; holds `index.js` (CommonJS) and its bytecode `index.js.jsc`. */
  readonly folder: string;
  /** The value for Lambda's `Handler`. */
  readonly handler: "index.handler";
  /** Absolute paths of the source files outside of node_modules: what a watcher has to watch. */
  readonly inputs: readonly string[];
  /** SHA-256 in hexadecimal of the bundle's files. */
  readonly hash: string;
  /** Size of the bundle's files together. */
  readonly bytes: number;
}

/**
 * Bundles one handler to `<outDir>/<name>/`: minified, tree-shaken, with bytecode. The same source gives the same bytes,
 * wherever it is built. The folder is replaced only by a complete bundle, and not touched if nothing changed.
 *
 * A handler's module may not use top-level `await`: Bun's bytecode is CommonJS.
 *
 * @throws BundleError
 */
export async function bundleFunction(options: BundleFunctionOptions): Promise<FunctionBundle> {
  const { name, handler, outDir, sourcemapDir } = options;
  const root = resolve(options.root ?? join(import.meta.dir, ".."));
  const reference = await findHandler(handler, root);
  const folder = resolve(outDir, name);
  const scratch = resolve(outDir, `.${name}-${crypto.randomUUID()}`);

  await writable(scratch, () => mkdir(scratch, { recursive: true }));
  try {
    const inputs = await compileHandler(reference, root, scratch);
    await assertNoBuildPath(join(scratch, "index.js"), root, name);
    await assertBytecodeIsUsed(scratch, name);

    const { hash, bytes } = await fingerprint(scratch);
    await writable(folder, async () => {
      if ((await bundleFingerprint(folder))?.hash !== hash) await replaceFolder(scratch, folder);
    });
    if (sourcemapDir !== undefined) await writeSourceMap(reference, root, join(sourcemapDir, name));
    return { name, folder, handler: "index.handler", inputs, hash, bytes };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function writeSourceMap(reference: HandlerReference, root: string, folder: string): Promise<void> {
  const scratch = join(folder, `.${crypto.randomUUID()}`);
  try {
    const map = sourcesRelativeTo(root, scratch, await sourceMapOf(reference, root, scratch));
    await writable(folder, () => Bun.write(join(folder, "index.js.map"), map));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Bun writes `import.meta.url`, `import.meta.dir` and `__dirname` out as the build machine's paths. */
async function assertNoBuildPath(file: string, root: string, name: string): Promise<void> {
  const text = await Bun.file(file).text();
  if (!spellings(root).some((spelling) => text.includes(spelling))) return;
  throw new BundleError(
    "BUILD_PATH_LEAKED",
    `${name}: the bundle holds the build machine's path ${root}. It comes of import.meta or __dirname, which mean ` +
      "nothing in Lambda: use LAMBDA_TASK_ROOT instead.",
  );
}

/** How Bun writes a path into code: escaped where it is not ASCII, or as a URL. */
function spellings(path: string): string[] {
  const code = new Bun.Transpiler({ target: "bun" }).transformSync(`path(${JSON.stringify(path)})`);
  return [code.slice(code.indexOf("(") + 2, code.lastIndexOf(")") - 1), pathToFileURL(path).pathname];
}

async function fingerprint(folder: string): Promise<Pick<FunctionBundle, "hash" | "bytes">> {
  const hasher = new Bun.CryptoHasher("sha256");
  let bytes = 0;
  for (const file of ["index.js", "index.js.jsc"]) {
    const content = await Bun.file(join(folder, file)).bytes();
    hasher.update(content);
    bytes += content.byteLength;
  }
  return { hash: hasher.digest("hex"), bytes };
}

/**
 * Of the files of the bundle in a folder; undefined where there is no whole bundle, or another build replaces it just
 * now.
 */
export async function bundleFingerprint(folder: string): Promise<Pick<FunctionBundle, "hash" | "bytes"> | undefined> {
  try {
    return await fingerprint(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function writable<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw new BundleError("OUTPUT_NOT_WRITABLE", `${path} cannot be written: check the folder and the disk.`, {
      cause: error,
    });
  }
}

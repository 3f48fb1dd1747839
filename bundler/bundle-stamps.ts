import { join, relative, resolve } from "node:path";
import * as v from "valibot";
import { bundleFingerprint, type FunctionBundle } from "./bundle-function.ts";

const repository = resolve(import.meta.dir, "..");

const stampSchema = v.object({
  /** Paths of the source files below the root. */
  inputs: v.array(v.string()),
  /** SHA-256 in hexadecimal of all that the bundle's bytes depend on. */
  inputsHash: v.string(),
  /** SHA-256 in hexadecimal of the bundle's files. */
  hash: v.string(),
});

/** What a bundle was made of, as it is written down beside its source map. */
type Stamp = v.InferOutput<typeof stampSchema>;

/**
 * Knows which bundles need not be made again: those whose sources, packages, Bun and bundler are those of the last time,
 * and whose files are as they were written. Made for one build: a source that changes meanwhile is seen by the next.
 */
export class BundleStamps {
  readonly #outDir: string;
  readonly #stampDir: string;
  readonly #root: string;
  #toolsHash: Promise<string> | undefined;
  /** Functions share most of their sources: each is read once. */
  readonly #texts = new Map<string, Promise<string | null>>();

  /**
   * @param outDir Parent of the bundles' folders.
   * @param stampDir Parent of the folders that stamps are kept in: beside the source maps, not in what is deployed.
   * @param root What the paths of handlers are relative to; the repository by default.
   */
  constructor(outDir: string, stampDir: string, root: string = repository) {
    this.#outDir = outDir;
    this.#stampDir = stampDir;
    this.#root = root;
  }

  /** The bundle as it is, if making it again would make the same; otherwise undefined. */
  async unchanged(name: string, handler: string): Promise<FunctionBundle | undefined> {
    const stamp = await this.#read(name);
    if (!stamp) return undefined;
    const folder = resolve(this.#outDir, name);
    const fingerprint = await bundleFingerprint(folder);
    if (fingerprint?.hash !== stamp.hash) return undefined;
    if ((await this.#hashInputs(handler, stamp.inputs)) !== stamp.inputsHash) return undefined;
    const inputs = stamp.inputs.map((path) => resolve(this.#root, path));
    return { name, folder, handler: "index.handler", inputs, ...fingerprint };
  }

  async write({ name, inputs, hash }: FunctionBundle, handler: string): Promise<void> {
    const paths = inputs.map((path) => relative(this.#root, path)).sort();
    const stamp: Stamp = { inputs: paths, inputsHash: await this.#hashInputs(handler, paths), hash };
    await Bun.write(this.#file(name), JSON.stringify(stamp));
  }

  #file(name: string): string {
    return join(this.#stampDir, name, "inputs.json");
  }

  /** Undefined where there is none that can be read: the bundle is made again, and with it its stamp. */
  async #read(name: string): Promise<Stamp | undefined> {
    try {
      return v.parse(stampSchema, await Bun.file(this.#file(name)).json());
    } catch {
      return undefined;
    }
  }

  async #hashInputs(handler: string, inputs: readonly string[]): Promise<string> {
    const hasher = new Bun.CryptoHasher("sha256");
    this.#toolsHash ??= this.#hashTools();
    hasher.update(JSON.stringify([handler, await this.#toolsHash]));
    for (const input of inputs) hasher.update(JSON.stringify([input, await this.#text(input)]));
    return hasher.digest("hex");
  }

  #text(input: string): Promise<string | null> {
    const known = this.#texts.get(input);
    if (known) return known;
    const reading = text(join(this.#root, input));
    this.#texts.set(input, reading);
    return reading;
  }

  /** The bundler's own text stands for its options, the lock file for the packages. */
  async #hashTools(): Promise<string> {
    const hasher = new Bun.CryptoHasher("sha256");
    hasher.update(Bun.version);
    const sources = (await Array.fromAsync(new Bun.Glob("**/*.ts").scan(import.meta.dir))).sort();
    for (const source of sources.filter((path) => !path.endsWith(".test.ts"))) {
      hasher.update(JSON.stringify([source, await text(join(import.meta.dir, source))]));
    }
    for (const name of ["bun.lock", "package.json", "tsconfig.json"]) {
      hasher.update(JSON.stringify([name, await text(join(this.#root, name))]));
    }
    return hasher.digest("hex");
  }
}

/** A missing file's text is null, and so unlike that of an empty one. */
async function text(path: string): Promise<string | null> {
  const file = Bun.file(path);
  return (await file.exists()) ? await file.text() : null;
}

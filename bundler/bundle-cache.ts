import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { bundleFingerprint, bundleFunction, type FunctionBundle } from "./bundle-function.ts";
import { BundleStamps } from "./bundle-stamps.ts";
import { hasCode } from "./error-code.ts";

export interface CachedBundleOptions {
  /** Source file without its extension, a dot, the export. */
  readonly handler: string;
  readonly name: string;
  /** Parent of the bundle's folder. */
  readonly outDir: string;
}

/**
 * Bundles of earlier builds, which are copied while nothing that they are made of has changed. Builds may share a cache at
 * the same time. Made for one build, as `BundleStamps` are.
 */
export class BundleCache {
  readonly #bundles: string;
  readonly #root: string | undefined;
  readonly #stamps: BundleStamps;

  /**
   * @param folder Where the cache is kept.
   * @param root What the paths of handlers are relative to; the repository by default.
   */
  constructor(folder: string, root?: string) {
    this.#bundles = join(folder, "bundles");
    this.#root = root;
    this.#stamps = new BundleStamps(this.#bundles, join(folder, "stamps"), root);
  }

  /** Gives the function's bundle in `<outDir>/<name>/`. @throws BundleError */
  async bundle({ handler, name, outDir }: CachedBundleOptions): Promise<FunctionBundle> {
    const cached = (await this.#stamps.unchanged(name, handler)) ?? (await this.#build(handler, name));
    const folder = resolve(outDir, name);
    if (await copied(cached, folder)) return { ...cached, folder };
    return this.#bundleTo(outDir, handler, name);
  }

  async #build(handler: string, name: string): Promise<FunctionBundle> {
    const bundle = await this.#bundleTo(this.#bundles, handler, name);
    await this.#stamps.write(bundle, handler);
    return bundle;
  }

  #bundleTo(outDir: string, handler: string, name: string): Promise<FunctionBundle> {
    return bundleFunction({ handler, name, outDir, ...(this.#root !== undefined && { root: this.#root }) });
  }
}

/** Whether the folder is the bundle's copy now. It is not when another build replaces the bundle meanwhile. */
async function copied(bundle: FunctionBundle, folder: string): Promise<boolean> {
  try {
    await cp(bundle.folder, folder, { recursive: true });
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
  return (await bundleFingerprint(folder))?.hash === bundle.hash;
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { pinnedRelease } from "../layers/bun/bun-release.ts";
import type { lambdaArchitecture } from "../layers/bun/layer-target.ts";
import { VisibleError } from "./visible-error.ts";

/** What Lambda calls the processors that it has. */
export type LambdaArchitecture = ReturnType<typeof lambdaArchitecture>;

/**
 * Absolute path of the built layer's zip for an architecture.
 *
 * @param folder Absolute path of the folder that the builds write to.
 * @throws VisibleError `LAYER_NOT_BUILT`
 */
export function layerArchive(folder: string, architecture: LambdaArchitecture): string {
  const path = join(folder, "layer", `bun-${pinnedRelease.version}-${architecture}.zip`);
  if (existsSync(path)) return path;
  throw new VisibleError("LAYER_NOT_BUILT", `${path} is missing: run \`bun run build\`, then deploy again.`);
}

/**
 * The built folder of a function, as an absolute path: SST resolves a relative one against the folder it was called in.
 *
 * @param folder Absolute path of the folder that the builds write to.
 * @throws VisibleError `FUNCTION_NOT_BUILT`
 */
export function functionBundle(folder: string, name: string): string {
  const bundle = join(folder, "functions", name);
  if (!existsSync(join(bundle, "index.js"))) {
    throw new VisibleError(
      "FUNCTION_NOT_BUILT",
      `${bundle} holds no index.js: run \`bun run build\`, then deploy again.`,
    );
  }
  return bundle;
}

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedRelease } from "../layers/bun/bun-release.ts";
import type { lambdaArchitecture } from "../layers/bun/layer-target.ts";

export type LambdaArchitecture = ReturnType<typeof lambdaArchitecture>;

export type BuildOutputErrorCode = "LAYER_NOT_BUILT" | "FUNCTION_NOT_BUILT";

/** What is to be deployed has not been built. The message is one line and says what to run. */
export class BuildOutputError extends Error {
  override readonly name = "BuildOutputError";
  readonly code: BuildOutputErrorCode;

  constructor(code: BuildOutputErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface LayerArchive {
  /** Absolute path of the zip. */
  readonly path: string;
  /** SHA-256 of the zip in hexadecimal. */
  readonly sha256: string;
}

/**
 * The built layer for an architecture.
 *
 * @param root Absolute path of the repository.
 * @throws BuildOutputError `LAYER_NOT_BUILT`
 */
export function layerArchive(root: string, architecture: LambdaArchitecture): LayerArchive {
  const path = join(root, ".draht/layer", `bun-${pinnedRelease.version}-${architecture}.zip`);
  if (!existsSync(path)) {
    throw new BuildOutputError("LAYER_NOT_BUILT", `${path} is missing: run \`bun run build\`, then deploy again.`);
  }
  return { path, sha256: createHash("sha256").update(readFileSync(path)).digest("hex") };
}

/**
 * The built folder of a function, as an absolute path: SST resolves a relative one against the folder it was called in.
 *
 * @param root Absolute path of the repository.
 * @throws BuildOutputError `FUNCTION_NOT_BUILT`
 */
export function functionBundle(root: string, name: string): string {
  const folder = join(root, ".draht/functions", name);
  if (!existsSync(join(folder, "index.js"))) {
    throw new BuildOutputError(
      "FUNCTION_NOT_BUILT",
      `${folder} holds no index.js: run \`bun run build\`, then deploy again.`,
    );
  }
  return folder;
}

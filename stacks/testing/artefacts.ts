import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functions } from "../../functions/manifest/functions.ts";
import { pinnedRelease } from "../../layers/bun/bun-release.ts";
import { writeEmptySite } from "./empty-site.ts";

/** A folder as the builds leave it, for `DRAHT_ARTEFACTS`. */
export interface Artefacts extends AsyncDisposable {
  readonly folder: string;
}

/**
 * Makes layers and bundles that cannot run: a synthesis only needs them to be there, and building takes longer than all
 * tests of stacks together.
 */
export async function emptyArtefacts(): Promise<Artefacts> {
  const folder = await mkdtemp(join(tmpdir(), "draht-artefacts-"));
  for (const architecture of ["arm64", "x86_64"]) {
    await Bun.write(join(folder, "layer", `bun-${pinnedRelease.version}-${architecture}.zip`), architecture);
  }
  for (const { name } of functions) await Bun.write(join(folder, "functions", name, "index.js"), name);
  await writeEmptySite(join(folder, "web"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

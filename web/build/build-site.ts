import { rm } from "node:fs/promises";
import { join } from "node:path";
import { lockBuild } from "./build-lock.ts";
import { addBunEntry } from "./bun-entry.ts";
import { hashInputs } from "./inputs-hash.ts";
import { installPackages } from "./install-packages.ts";
import { runOpenNext } from "./open-next.ts";
import { outputFolder, repositoryFolder, serverBundle, siteFolder } from "./site-folder.ts";
import { addTranspilerCache } from "./transpiler-cache.ts";

/**
 * Installs the site's packages and builds it into `.open-next`: Next.js, OpenNext's bundles, then what lets the server's
 * bundle run, and start fast, on the Bun layer. Does nothing when the sources are those of the last complete build. Only
 * one process builds at a time; the others wait for it.
 *
 * @throws SiteBuildError with what the failing program printed.
 * @throws LayerError when the layer, on which the built server is tried, cannot be built.
 */
export async function buildSite(onProgress: (line: string) => void): Promise<void> {
  using _ = await lockBuild(join(repositoryFolder, ".draht"));
  await installPackages(repositoryFolder, onProgress);
  const inputsHash = await hashInputs();
  // In the output folder itself: whatever removes or replaces the output takes it along.
  const stamp = Bun.file(join(outputFolder, "inputs.sha256"));
  if ((await stamp.exists()) && (await stamp.text()) === inputsHash) {
    onProgress("unchanged");
    return;
  }

  await rm(outputFolder, { recursive: true, force: true });
  onProgress("compiling");
  await runOpenNext(siteFolder, inputsHash.slice(0, 12));
  await addBunEntry(serverBundle);
  onProgress("rendering once, for the transpiler's cache");
  await addTranspilerCache(serverBundle);
  await stamp.write(inputsHash);
  onProgress("done");
}

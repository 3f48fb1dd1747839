/// <reference path="../.sst/platform/config.d.ts" />
import { functions } from "../functions/manifest/functions.ts";
import { build } from "./build.ts";
import { buildFolder } from "./build-folder.ts";
import { functionBundle, layerArchive } from "./build-output.ts";
import { requireSecrets } from "./missing-secrets.ts";
import { physicalName } from "./physical-name.ts";
import { readSettings } from "./settings.ts";

/**
 * Builds what is deployed, and stops where something is missing. It comes before the first resource: whatever fails here
 * has changed nothing in the account. `sst remove` runs none of this.
 *
 * @throws VisibleError
 */
export async function prepare(): Promise<void> {
  for (const { name } of functions) physicalName($app, name);
  requireSecrets($app.stage, process.env);
  // In `sst dev` functions run from their source.
  if ($dev) return;

  if (readSettings(process.env).artefacts === undefined) {
    await build({ root: $cli.paths.root, environment: process.env, onProgress: (line) => console.log(line) });
  }
  layerArchive(buildFolder, "arm64");
  layerArchive(buildFolder, "x86_64");
  for (const { name } of functions) functionBundle(buildFolder, name);
}

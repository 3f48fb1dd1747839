/// <reference path="../.sst/platform/config.d.ts" />
import { build } from "./build.ts";
import { requireSecrets } from "./missing-secrets.ts";
import { readSettings } from "./settings.ts";

// Before the first resource: whatever fails here has changed nothing in the account. `sst remove` runs none of this.
requireSecrets($app.stage, process.env);

// In `sst dev` functions run from their source.
if (!$dev && readSettings(process.env).artefacts === undefined) {
  await build({ root: $cli.paths.root, environment: process.env, onProgress: (line) => console.log(line) });
}

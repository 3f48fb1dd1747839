/// <reference path="../.sst/platform/config.d.ts" />
import { join } from "node:path";
import { readSettings } from "./settings.ts";

/** Where layers and bundles are: what `bun run build` writes to, or what was built before. */
export const buildFolder = readSettings(process.env).artefacts ?? join($cli.paths.root, ".draht");

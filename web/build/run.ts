/**
 * Builds the site so that it can be deployed: `bun run build` in this folder. Does nothing when nothing has changed.
 *
 * Exit code 0 when the build is in `.open-next`, 1 with what went wrong on stderr.
 */
import { LayerError } from "../../layers/bun/layer-error.ts";
import { buildSite } from "./build-site.ts";
import { SiteBuildError } from "./site-build-error.ts";

try {
  await buildSite((line) => console.log(`site: ${line}`));
} catch (error) {
  // Anything that is not expected shall show its stack.
  if (!(error instanceof SiteBuildError) && !(error instanceof LayerError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { startApiStandIn } from "./api-stand-in.ts";
import { SiteBuildError } from "./site-build-error.ts";
import { SiteServer } from "./site-server.ts";
import { transpilerCacheFolder } from "./transpiler-cache-folder.ts";

/** One path for each kind of response, with the status that it must have. */
const visits = [
  ["/", 200],
  ["/health", 200],
  ["/no-such-page", 404],
] as const;

/**
 * Lets the built server answer once on the layer's bootstrap and leaves in its bundle what Bun's transpiler made of the
 * server's files, so that a cold start reads it instead of doing it again. Bun finds an entry by a file's content, and
 * falls back to the file itself.
 *
 * It is also the build's own test: a server that does not answer is not deployed.
 *
 * @throws SiteBuildError `SITE_BROKEN`
 * @throws LayerError
 */
export async function addTranspilerCache(bundle: string): Promise<void> {
  await using cleanup = new AsyncDisposableStack();
  const cache = await mkdtemp(join(bundle, "..", "transpiler-cache-"));
  cleanup.defer(() => rm(cache, { recursive: true, force: true }));
  const api = startApiStandIn();
  cleanup.defer(() => api.stop());
  const links = { Api: { url: api.url } };
  const environment = { BUN_RUNTIME_TRANSPILER_CACHE_PATH: cache };
  const server = cleanup.use(await SiteServer.start({ bundle, links, environment }));

  for (const [path, expected] of visits) {
    const response = await server.get(path);
    // The site loads some files only when it comes to them.
    await response.bytes();
    const { status } = response;
    if (status === expected) continue;
    throw new SiteBuildError(
      "SITE_BROKEN",
      `The built site answers ${path} with ${status}, not ${expected}. It logged:\n${server.log.join("\n")}`,
    );
  }
  if ((await readdir(cache)).length === 0) {
    throw new SiteBuildError("SITE_BROKEN", "Bun's transpiler has cached nothing of the built site.");
  }
  await rename(cache, join(bundle, transpilerCacheFolder));
}

import { join } from "node:path";

/**
 * Makes a built site that renders nothing: what SST and its Nextjs component read of Next.js's and OpenNext's output.
 *
 * @param folder Of the site; it holds `.next` and `.open-next` afterwards.
 */
export async function writeEmptySite(folder: string): Promise<void> {
  const server = { type: "function", handler: "index.handler", bundle: ".open-next/server-functions/default" };
  const images = { ...server, bundle: ".open-next/image-optimization-function" };
  const output = {
    edgeFunctions: {},
    origins: { default: { ...server, streaming: true }, imageOptimizer: { ...images, streaming: false } },
    behaviors: [],
    additionalProps: { disableIncrementalCache: true, disableTagCache: true },
  };
  const files = {
    ".next/BUILD_ID": "build",
    ".next/routes-manifest.json": JSON.stringify({ basePath: "" }),
    ".next/prerender-manifest.json": JSON.stringify({ version: 4, routes: {} }),
    ".open-next/open-next.output.json": JSON.stringify(output),
    ".open-next/assets/_next/static/chunk.js": "",
    ".open-next/server-functions/default/index.mjs": "",
    ".open-next/image-optimization-function/index.mjs": "",
  };
  for (const [path, content] of Object.entries(files)) await Bun.write(join(folder, path), content);
}

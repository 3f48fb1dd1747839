import { rename } from "node:fs/promises";
import { join } from "node:path";

/**
 * OpenNext imports the default export of a CommonJS module and takes its `default` as Node gives it: the module's exports
 * under one more name. Bun gives the exported `default` itself (oven-sh/bun issue 29305), so it must be its own `default`.
 */
const entry = `import { createRequire } from "node:module";

const { default: NextServer } = createRequire(import.meta.url)("next/dist/server/next-server.js");
NextServer.default ??= NextServer;

export const { handler } = await import("./server.mjs");
`;

/** Puts an entry in front of OpenNext's server that lets it run on Bun. The handler's name stays \`index.handler\`. */
export async function addBunEntry(bundle: string): Promise<void> {
  await rename(join(bundle, "index.mjs"), join(bundle, "server.mjs"));
  await Bun.write(join(bundle, "index.mjs"), entry);
}

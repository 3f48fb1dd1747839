import { expect, test } from "bun:test";
import { join } from "node:path";
import { temporaryFolder } from "../../local/testing/temporary-folder.ts";
import { addBunEntry } from "./bun-entry.ts";

test("lets code that was compiled for Node find the default export of Next.js's server", async () => {
  await using bundle = await temporaryFolder();
  await Bun.write(
    join(bundle.path, "node_modules/next/dist/server/next-server.js"),
    `Object.defineProperty(exports, "__esModule", { value: true }); exports.default = class { render() { return "page"; } };`,
  );
  await Bun.write(
    join(bundle.path, "index.mjs"),
    `import NextServer from "next/dist/server/next-server.js";
     export const handler = () => new NextServer.default().render();`,
  );
  await addBunEntry(bundle.path);
  const { handler } = await import(join(bundle.path, "index.mjs"));
  expect(handler()).toBe("page");
});

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { bundleFunction } from "../../bundler/bundle-function.ts";

const application = resolve(import.meta.dir, "../backend/application");
const shared = new Set(["pagination", "ports", "versioning"]);

let outDir: string;
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "bundled-sources-"));
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

// What is edited rebuilds, and redeploys, every function whose bundle it is in.
test.each([
  ["not-found", []],
  ["get-health", ["health"]],
  ["get-category", ["category"]],
  ["get-client", ["client"]],
  ["get-session", ["client", "session"]],
  ["get-transcript", ["transcript"]],
  ["get-token", ["token"]],
  ["authorizer", ["token"]],
])("the bundle of %s carries the use cases of %j and no others", async (name, resources) => {
  const { inputs } = await bundleFunction({ name, handler: `functions/entries/${name}.handler`, outDir });
  const folders = inputs.map((input) => relative(application, dirname(input))).filter((path) => !path.startsWith(".."));
  expect([...new Set(folders)].filter((folder) => !shared.has(folder)).sort()).toEqual(resources);
});

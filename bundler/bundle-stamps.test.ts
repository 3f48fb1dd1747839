import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunction, type FunctionBundle } from "./bundle-function.ts";
import { BundleStamps } from "./bundle-stamps.ts";

const handler = "functions/hello.handler";

/** A project whose one function has been bundled and stamped. */
let root: string;
let outDir: string;
let bundle: FunctionBundle;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "bundle-stamp-"));
  outDir = join(root, "out");
  await Bun.write(
    join(root, "functions/hello.ts"),
    'import { text } from "./text.ts";\nexport const handler = () => text;\n',
  );
  await Bun.write(join(root, "functions/text.ts"), 'export const text = "hello";\n');
  await Bun.write(join(root, "bun.lock"), "packages");
  bundle = await bundleFunction({ handler, name: "hello", outDir, root });
  await stamps().write(bundle, handler);
});
afterEach(() => rm(root, { recursive: true }));

/** As a new process has them. */
function stamps(): BundleStamps {
  return new BundleStamps(outDir, join(root, "stamps"), root);
}

test("nothing changed", async () => {
  expect(await stamps().unchanged("hello", handler)).toEqual(bundle);
});

test("what SST writes into the bundle's folder changes nothing", async () => {
  await Bun.write(join(outDir, "hello/resource.enc"), "links");
  expect(await stamps().unchanged("hello", handler)).toEqual(bundle);
});

test.each([
  ["a source changed", "functions/text.ts", 'export const text = "goodbye";\n'],
  ["a package changed", "bun.lock", "other packages"],
  ["there is a tsconfig.json now", "tsconfig.json", "{}"],
  ["the bundle was damaged", "out/hello/index.js", "broken"],
  ["the stamp was damaged", "stamps/hello/inputs.json", "{"],
])("%s", async (_what, path, content) => {
  await Bun.write(join(root, path), content);
  expect(await stamps().unchanged("hello", handler)).toBeUndefined();
});

test("the stamp is of another form", async () => {
  await Bun.write(join(root, "stamps/hello/inputs.json"), JSON.stringify({ hash: bundle.hash }));
  expect(await stamps().unchanged("hello", handler)).toBeUndefined();
});

test.each([
  ["a source is gone", "functions/text.ts"],
  ["the bundle is gone", "out/hello"],
  ["its bytecode is gone", "out/hello/index.js.jsc"],
])("%s", async (_what, path) => {
  await rm(join(root, path), { recursive: true });
  expect(await stamps().unchanged("hello", handler)).toBeUndefined();
});

test("it is bundled from another handler now", async () => {
  expect(await stamps().unchanged("hello", "functions/text.handler")).toBeUndefined();
});

test("a function that was never bundled", async () => {
  expect(await stamps().unchanged("goodbye", handler)).toBeUndefined();
});

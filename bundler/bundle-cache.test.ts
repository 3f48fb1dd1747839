import { afterEach, beforeEach, expect, test } from "bun:test";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BundleCache } from "./bundle-cache.ts";
import { BundleError } from "./bundle-error.ts";
import { bundleFingerprint } from "./bundle-function.ts";

const handler = "functions/hello.handler";
const name = "hello";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "bundle-cache-"));
  await write("hello");
});
afterEach(() => rm(root, { recursive: true }));

/** Replaces the source in one step, as editors do: a build that reads it meanwhile finds one of its versions, whole. */
async function write(text: string): Promise<void> {
  const draft = join(root, "functions", crypto.randomUUID());
  await Bun.write(draft, `export const handler = () => ${JSON.stringify(text)};\n`);
  await rename(draft, join(root, "functions/hello.ts"));
}

/** One build, as a process of its own makes it. */
function build(outDir: string) {
  return new BundleCache(join(root, "cache"), root).bundle({ handler, name, outDir: join(root, outDir) });
}

async function textOf(outDir: string): Promise<string> {
  return Bun.file(join(root, outDir, name, "index.js")).text();
}

test("the second build copies what the first made", async () => {
  const first = await build("first");
  const cached = Bun.file(join(root, "cache/bundles/hello/index.js"));
  const { lastModified } = cached;
  const second = await build("second");

  expect(second).toEqual({ ...first, folder: join(root, "second", name) });
  expect(await textOf("second")).toBe(await textOf("first"));
  expect(Bun.file(cached.name ?? "").lastModified).toBe(lastModified);
});

test("a change of the source is built, and leaves what was copied before as it was", async () => {
  await build("first");
  await write("goodbye");
  await build("second");

  expect(await textOf("first")).toContain("hello");
  expect(await textOf("second")).toContain("goodbye");
});

test("a build's bundle is its own: what is written there is in no other's", async () => {
  const first = await build("first");
  await Bun.write(join(first.folder, "index.js"), "broken");
  await build("second");
  expect(await textOf("second")).toContain("hello");
});

test("a damaged cache is made anew", async () => {
  await build("first");
  await cp(join(root, "functions/hello.ts"), join(root, "cache/bundles/hello/index.js"));
  await build("second");
  expect(await textOf("second")).toBe(await textOf("first"));
});

test("builds at the same time come to the same", async () => {
  const bundles = await Promise.all(["a", "b", "c", "d"].map(build));
  expect(new Set(bundles.map(({ hash }) => hash)).size).toBe(1);
});

test("builds of a source that changes meanwhile each come to one of its versions, whole", async () => {
  const outDirs = Array.from({ length: 12 }, (_, index) => `out-${index}`);
  const builds = outDirs.map(async (outDir, index) => {
    await write(`version ${index % 3}`);
    const { hash } = await build(outDir);
    expect((await bundleFingerprint(join(root, outDir, name)))?.hash).toBe(hash);
    return textOf(outDir);
  });
  for (const text of await Promise.all(builds)) expect(text).toMatch(/version [012]/);
});

test("a broken source is an error, and goes on being one", async () => {
  await Bun.write(join(root, "functions/hello.ts"), "export const handler = ;");
  for (const outDir of ["first", "second"]) {
    expect(await build(outDir).catch((error: unknown) => error)).toBeInstanceOf(BundleError);
  }
});

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLayer } from "./build-layer.ts";
import { layerContents } from "./layer-contents.ts";
import { arm64Emulation } from "./testing/arm64-emulation.ts";
import { RuntimeProcess } from "./testing/runtime-process.ts";
import { zipLayer } from "./zip-layer.ts";

const emulation = arm64Emulation();
if (emulation === undefined)
  console.warn("The arm64 layer is not run: there is no qemu-aarch64 with a C library here.");

describe("the arm64 layer", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "arm64-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("is the same zip when it is built twice, from different folders", async () => {
    const zips = ["one", "another/and/deeper"].map(async (place) => {
      const base = join(folder, place);
      await cp(join(import.meta.dir, "src"), join(base, "src"), { recursive: true });
      const { bootstrap } = await buildLayer("linux-arm64", {
        sourceDir: join(base, "src"),
        outDir: join(base, "out"),
      });
      const { files } = await layerContents("arm64", bootstrap);
      // The lowest level: what makes two zips differ does so at any, and the best one takes seconds.
      await zipLayer(files, join(base, "layer.zip"), { level: 1, budget: { zipped: Infinity, unzipped: Infinity } });
      return await sha256(join(base, "layer.zip"));
    });

    const [one, another] = await Promise.all(zips);

    expect(one).toBe(another ?? "");
  });

  test.skipIf(emulation === undefined)("serves an invocation, and takes a function's bytecode", async () => {
    const { bootstrap } = await buildLayer("linux-arm64", { outDir: join(folder, "run") });
    const bundle = await bundleWithBytecode(join(folder, "bundle"));

    const { response, hits } = await invoke(bootstrap, bundle);
    await rm(join(bundle, "index.js.jsc"));
    const withoutBytecode = await invoke(bootstrap, bundle);

    expect(response).toEqual({ processor: "arm64", doubled: 42 });
    expect(withoutBytecode.response).toEqual(response);
    // The bootstrap's own bytecode is hit in both.
    expect(hits - withoutBytecode.hits).toBe(1);
  });

  /** Runs a function once; `hits` counts the modules that JavaScriptCore took from bytecode. */
  async function invoke(bootstrap: string, bundle: string): Promise<{ response: unknown; hits: number }> {
    await using runtime = await RuntimeProcess.start({
      files: {},
      command: [...(emulation ?? []), bootstrap],
      // The library path is this machine's, which an emulated process has no use for.
      environment: { LAMBDA_TASK_ROOT: bundle, BUN_JSC_verboseDiskCache: "1", LD_LIBRARY_PATH: undefined },
    });
    const { text } = await runtime.invoke({ number: 21 });
    const printed = await runtime.stop();
    return { response: JSON.parse(text), hits: printed.filter((line) => line.includes("Cache hit")).length };
  }
});

/** A function's folder with bytecode, made on this machine's processor as `bundler/` makes it. */
async function bundleWithBytecode(folder: string): Promise<string> {
  await mkdir(folder);
  const source = `export const handler = (event: { number: number }) =>
    Promise.resolve({ processor: process.arch, doubled: event.number * 2 });`;
  await Bun.write(join(folder, "index.ts"), source);
  const entrypoints = [join(folder, "index.ts")];
  await Bun.build({ entrypoints, outdir: folder, target: "bun", format: "cjs", bytecode: true, minify: true });
  return folder;
}

async function sha256(path: string): Promise<string> {
  return new Bun.CryptoHasher("sha256").update(await Bun.file(path).bytes()).digest("hex");
}

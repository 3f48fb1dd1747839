import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLayer } from "./build-layer.ts";
import { pinnedRelease } from "./bun-release.ts";
import { layerContents } from "./layer-contents.ts";
import { hostTarget } from "./layer-target.ts";
import { RuntimeProcess } from "./testing/runtime-process.ts";
import type { ZipEntry } from "./zip-archive.ts";

describe("the layer's files", () => {
  let folder: string;
  let layer: string;
  let files: readonly ZipEntry[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "layer-contents-"));
    const { bootstrap } = await buildLayer(hostTarget(), { outDir: join(folder, "built") });
    ({ files } = await layerContents("arm64", bootstrap));
    layer = join(folder, "a layer");
    await extract(files, layer);
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("are the bootstrap, the command bun, the licences and the bill of materials", () => {
    expect(files.map(({ path, mode }) => `${mode.toString(8)} ${path}`)).toEqual([
      "755 bootstrap",
      "755 bin/bun",
      "644 bun-layer/LICENSE",
      "644 bun-layer/licenses/bun.md",
      "644 bun-layer/licenses/Apache-2.0.txt",
      "644 bun-layer/licenses/LGPL-2.0.txt",
      "644 bun-layer/licenses/LGPL-2.1.txt",
      "644 bun-layer/sbom.cdx.json",
    ]);
  });

  test("name the very bootstrap in the bill of materials", async () => {
    const { metadata } = await Bun.file(join(layer, "bun-layer/sbom.cdx.json")).json();

    const hash = new Bun.CryptoHasher("sha256").update(await Bun.file(join(layer, "bootstrap")).bytes()).digest("hex");
    expect(metadata.component.hashes).toEqual([{ alg: "SHA-256", content: hash }]);
  });

  test.skipIf(process.platform === "win32")("let a function run `bun`, as Lambda's PATH has /opt/bin", async () => {
    const handler = `const { execFileSync } = require("node:child_process");
      exports.handler = (event) => event.map((args) => execFileSync("bun", args, { encoding: "utf8" }).trim());`;
    await using runtime = await RuntimeProcess.start({
      files: { "index.js": handler, "script.ts": "const sum: number = 1 + 1; console.log(sum);" },
      command: [join(layer, "bootstrap")],
      environment: { PATH: `/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:${join(layer, "bin")}` },
    });

    const { text } = await runtime.invoke([["--version"], ["run", join(runtime.taskRoot, "script.ts")]]);

    expect(JSON.parse(text)).toEqual([pinnedRelease.version, "2"]);
  });
});

async function extract(files: readonly ZipEntry[], folder: string): Promise<void> {
  for (const { path, mode, bytes } of files) {
    await Bun.write(join(folder, path), bytes);
    await chmod(join(folder, path), mode);
  }
}

import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildLayer } from "./build-layer.ts";
import { pinnedRelease } from "./bun-release.ts";
import { describeSize } from "./layer-budget.ts";
import { layerContents } from "./layer-contents.ts";
import { architectureOf, hostTarget, isLambdaTarget, lambdaArchitecture, type LayerTarget } from "./layer-target.ts";
import { runMain } from "./run-main.ts";
import { UsageError } from "./usage-error.ts";
import { hashZipInputs, zipLayer } from "./zip-layer.ts";

const help = `Builds the Bun layer: one executable, "bootstrap", of the runtime and the pinned Bun.

Usage: bun layers/bun/build.ts [options]

  --arch x86_64|arm64|all|host   what to build for (host: this machine, to run functions locally; the default)
  --zip                          also write bun-<version>-<arch>.zip, ready for Lambda, and its SBOM beside it (.cdx.json)
  --out <folder>                 where to (.draht/layer)
  --cache <folder>               where downloaded Bun executables are kept (.draht/cache)
  --help                         this text
`;

const choices: Readonly<Record<string, () => readonly LayerTarget[]>> = {
  x86_64: () => ["linux-x64"],
  arm64: () => ["linux-arm64"],
  all: () => ["linux-x64", "linux-arm64"],
  host: () => [hostTarget()],
};

async function main(args: readonly string[]): Promise<void> {
  const output = resolve(import.meta.dir, "../../.draht");
  const { values } = parseArgs({
    args: [...args],
    options: {
      arch: { type: "string", default: "host" },
      zip: { type: "boolean", default: false },
      out: { type: "string", default: join(output, "layer") },
      cache: { type: "string", default: join(output, "cache") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const targets = choices[values.arch]?.();
  if (!targets) throw new UsageError(`--arch ${values.arch} is none of ${Object.keys(choices).join(", ")}.`);

  for (const target of targets) {
    const { bootstrap } = await buildLayer(target, {
      outDir: values.out,
      cacheDir: values.cache,
      onProgress: console.log,
    });
    if (values.zip) await zip(target, bootstrap, values.out);
  }
}

async function zip(target: LayerTarget, bootstrap: string, outDir: string): Promise<void> {
  if (!isLambdaTarget(target)) throw new UsageError(`--zip is for Lambda, which does not run ${target}: add --arch.`);
  const name = join(outDir, `bun-${pinnedRelease.version}-${lambdaArchitecture(architectureOf(target))}`);
  const { files, sbom } = await layerContents(architectureOf(target), bootstrap);
  const stamp = Bun.file(`${name}.inputs.sha256`);
  const inputs = await hashZipInputs(files);
  if ((await Bun.file(`${name}.zip`).exists()) && (await stamp.exists()) && (await stamp.text()) === inputs) {
    console.log(`${target}: ${name}.zip unchanged`);
    return;
  }
  console.log(`${target}: zipping`);
  const size = await zipLayer(files, `${name}.zip`);
  await Bun.write(`${name}.cdx.json`, sbom);
  // Written last: an interrupted build is repeated.
  await stamp.write(inputs);
  console.log(`${target}: ${name}.zip (${describeSize(size)})`);
}

await runMain(main);

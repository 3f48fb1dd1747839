import { join } from "node:path";
import type { BuildConfig } from "bun";
import { bundleFunction } from "../bundler/bundle-function.ts";
import type { Launch } from "./sandbox.ts";

const repository = join(import.meta.dir, "..");
const handler = "index.handler";

const steps: readonly { readonly name: string; readonly options: Partial<BuildConfig> }[] = [
  { name: "bundled", options: {} },
  { name: "+ minified", options: { minify: true } },
  { name: "+ resolve condition `module`", options: { minify: true, conditions: ["module"] } },
  { name: "+ bytecode", options: { minify: true, conditions: ["module"], bytecode: true } },
];

/** Builds the handler `bench/handlers/get-item.ts` step by step, from the source as it is to what is deployed. */
export async function buildVariants(bootstrap: string, folder: string): Promise<readonly Launch[]> {
  const command = [bootstrap];
  const bundled: Launch[] = [];
  for (const [index, { name, options }] of steps.entries()) {
    const taskRoot = join(folder, String(index));
    await bundle(taskRoot, options);
    bundled.push({ name, command, taskRoot, handler });
  }
  const final = await bundleFunction({ handler: "bench/handlers/get-item.handler", name: "final", outDir: folder });
  const source = join(repository, "layers/bun/src/bootstrap.ts");

  return [
    { name: "not bundled", command, taskRoot: join(import.meta.dir, "handlers"), handler: "get-item.handler" },
    ...bundled,
    { name: "+ trimmed AWS SDK: as deployed", command, taskRoot: final.folder, handler },
    {
      name: "as deployed, but `bun bootstrap.ts` instead of the compiled layer",
      command: [process.execPath, "--no-install", source],
      taskRoot: final.folder,
      handler,
    },
  ];
}

async function bundle(outdir: string, options: Partial<BuildConfig>): Promise<void> {
  await Bun.build({
    entrypoints: [join(import.meta.dir, "handlers/get-item.ts")],
    outdir,
    naming: { entry: "index.[ext]" },
    target: "bun",
    format: "cjs",
    define: { "process.env.NODE_ENV": '"production"' },
    ...options,
  });
}

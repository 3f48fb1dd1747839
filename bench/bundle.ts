import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget } from "../layers/bun/layer-target.ts";
import { positiveInteger } from "../layers/bun/number-option.ts";
import { runMain } from "../layers/bun/run-main.ts";
import { Bench } from "./bench.ts";
import { coldStart, type ColdStart } from "./cold-start.ts";
import { markdownTable } from "./markdown-table.ts";
import { interleave } from "./rounds.ts";
import type { Launch } from "./sandbox.ts";
import { median } from "./statistics.ts";
import { buildVariants } from "./variants.ts";

const help = `Measures what each step of bundling saves at a cold start.

Usage: bun bench/bundle.ts [options]

  --rounds <n>   cold starts of each variant, interleaved (15)
  --help         this text
`;

async function measure(rounds: number, folder: string): Promise<string> {
  const { bootstrap } = await buildLayer(hostTarget());
  const variants = await buildVariants(bootstrap, folder);
  await using bench = new Bench();
  return table(await interleave(variants, rounds, (variant) => coldStart(bench, variant)));
}

function table(times: ReadonlyMap<Launch, readonly ColdStart[]>): string {
  const rows = [...times].map(([{ name }, coldStarts]) => ({
    name,
    init: median(coldStarts.map(({ init }) => init)),
    response: median(coldStarts.map(({ response }) => response)),
  }));
  const slowest = Math.max(...rows.map(({ response }) => response));
  return markdownTable(
    ["variant", "init, ms", "first response, ms", "faster"],
    rows.map(({ name, init, response }) => [
      name,
      init.toFixed(1),
      response.toFixed(1),
      `${(slowest / response).toFixed(1)}×`,
    ]),
  );
}

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: "string", default: "15" }, help: { type: "boolean", default: false } },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const rounds = positiveInteger("--rounds", values.rounds);

  const folder = await mkdtemp(join(tmpdir(), "bench-bundle-"));
  try {
    const result = await measure(rounds, folder);
    const machine = `${cpus().length} cores, ${process.platform} ${process.arch}`;
    const today = new Date().toISOString().slice(0, 10);
    console.log(`Bun ${Bun.version}, ${machine}, ${today}, page cache warm,`);
    console.log(`medians of ${rounds} cold starts of each variant, interleaved.\n`);
    console.log(result);
  } finally {
    await rm(folder, { recursive: true });
  }
}

await runMain(main);

import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget } from "../layers/bun/layer-target.ts";
import { positiveInteger } from "../layers/bun/number-option.ts";
import { runMain } from "../layers/bun/run-main.ts";
import { UsageError } from "../layers/bun/usage-error.ts";
import { bareStarts } from "./bare-start.ts";
import { Bench } from "./bench.ts";
import { nodeReleases } from "./node-ric.ts";
import { readAhead } from "./page-cache.ts";
import { chart, report, sectionTable, targetsTable, type Section, type SectionId } from "./report.ts";
import { sectionIds, measureSection } from "./sections.ts";
import { buildSides } from "./sides.ts";

const help = `Measures the Bun layer beside AWS's runtime on Node 20, 22 and 24 and beside bare Bun. Linux only.

Usage: bun bench/run.ts [options]

  --rounds <n>     starts of each runtime, interleaved (25); longer measurements take fewer
  --only <names>   some of ${sectionIds.join(",")}: prints, and writes nothing
  --help           this text

Prints tables; a run of everything writes docs/runtime-benchmark.md and docs/runtime-benchmark.svg. What it compares with
is installed into .draht/cache/bench, which takes some minutes at the first time.
`;

const repository = join(import.meta.dir, "..");
const cacheDir = join(repository, ".draht/cache/bench");

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: "string", default: "25" },
      only: { type: "string", default: sectionIds.join(",") },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const rounds = positiveInteger("--rounds", values.rounds);
  const chosen = values.only.split(",").map(toSectionId);
  if (process.platform !== "linux") throw new UsageError("The benchmark reads /proc: run it on Linux.");

  const sections = await measure(chosen, rounds);
  const method = describeMethod(rounds);
  for (const section of sections) console.log(`${section.title}\n\n${sectionTable(section)}\n`);
  console.log(`${targetsTable(sections)}\n\n${method}`);
  if (sectionIds.some((id) => !sections.some((section) => section.id === id))) return;
  await Bun.write(join(repository, "docs/runtime-benchmark.md"), report(sections, method, "runtime-benchmark.svg"));
  await Bun.write(join(repository, "docs/runtime-benchmark.svg"), chart(sections));
  progress("Wrote docs/runtime-benchmark.md and docs/runtime-benchmark.svg.");
}

function toSectionId(name: string): SectionId {
  const id = sectionIds.find((candidate) => candidate === name);
  if (id === undefined) throw new UsageError(`--only ${name} is none of ${sectionIds.join(", ")}.`);
  return id;
}

async function measure(chosen: readonly SectionId[], rounds: number): Promise<readonly Section[]> {
  await mkdir(cacheDir, { recursive: true });
  // Not the system's temporary folder: that may lie in memory, and nothing would be read from disk.
  const folder = await mkdtemp(join(cacheDir, "run-"));
  try {
    const { bootstrap } = await buildLayer(hostTarget(), { onProgress: progress });
    // Copies that no other process has mapped, or their pages would stay in the page cache.
    const own = { bootstrap: join(folder, "bootstrap"), bun: join(folder, "bun") };
    await copyFile(bootstrap, own.bootstrap);
    await copyFile(process.execPath, own.bun);
    const sides = await buildSides({ ...own, folder, cacheDir, onProgress: progress });
    const bare = await bareStarts(own.bun, folder);

    await using bench = new Bench();
    const sections: Section[] = [];
    for (const id of chosen) {
      const section = await measureSection(id, { bench, sides, bareStarts: bare, rounds, onProgress: progress });
      if (section !== undefined) sections.push(section);
    }
    return sections;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function describeMethod(rounds: number): string {
  const [processor] = cpus();
  const today = new Date().toISOString().slice(0, 10);
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  const nodes = nodeReleases.map(({ node, ric }) => `Node ${node} with aws-lambda-ric ${ric}`);
  return [
    `- ${today}, ${cpus().length} cores (${processor?.model}), ${memory}, Linux ${release()} ${process.arch}.`,
    `- Bun ${Bun.version}; ${nodes.join(", ")}: the newest RIC that supports that Node.`,
    `- ${rounds} rounds of starts, fewer of what takes longer. In a round every runtime takes its turn, in another order each`,
    "  time; the first round does not count. The plot shows the middle half of the samples.",
    "- Every runtime runs the same handlers (`bench/handlers`): on Bun the bundle that is deployed, on Node a bundle by",
    "  esbuild, minified, of packages' ES builds. The DynamoDB handler uses the AWS SDK with the same settings on both, and",
    "  on each the request handler and hash that suit it.",
    `- Cold page cache: the disk is read ${readAhead(cacheDir) ?? "unknown"} kB ahead.`,
    "- Runtime API and DynamoDB are stand-ins on loopback: no network, no TLS, no storage of Lambda's. `bun bootstrap.ts` is the",
    "  layer's source, not compiled.",
  ].join("\n");
}

function progress(line: string): void {
  console.error(line);
}

await runMain(main);

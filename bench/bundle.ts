import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget } from "../layers/bun/layer-target.ts";
import { StandIn, type ColdStart } from "./stand-in.ts";
import { median } from "./statistics.ts";
import { buildVariants, type Variant } from "./variants.ts";

const help = `Measures what each step of bundling saves at a cold start.

Usage: bun bench/bundle.ts [options]

  --rounds <n>   cold starts of each variant, interleaved (15)
  --help         this text
`;

const item = { pk: { S: "1" }, name: { S: "Groceries" }, count: { N: "42" } };

async function coldStart({ name, command, taskRoot, handler }: Variant, standIn: StandIn): Promise<ColdStart> {
  const times = standIn.coldStart();
  const sandbox = Bun.spawn([...command], {
    cwd: taskRoot,
    env: {
      PATH: "/usr/bin:/bin",
      TZ: ":UTC",
      LANG: "en_US.UTF-8",
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_LAMBDA_FUNCTION_NAME: "bench",
      LAMBDA_TASK_ROOT: taskRoot,
      _HANDLER: handler,
      ...standIn.environment,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = sandbox.exited.then((exitCode) => {
    throw new Error(`${name}: the bootstrap ended with exit code ${exitCode} before it answered.`);
  });
  try {
    return await Promise.race([times, ended]);
  } finally {
    ended.catch(() => undefined);
    sandbox.kill("SIGKILL");
    await sandbox.exited;
  }
}

async function measure(rounds: number, folder: string): Promise<string> {
  const { bootstrap } = await buildLayer(hostTarget());
  const variants = await buildVariants(bootstrap, folder);
  const standIn = new StandIn({ id: "1" }, item);
  const times = new Map<Variant, ColdStart[]>(variants.map((variant) => [variant, []]));
  try {
    // The first round brings everything into the page cache and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [variant, coldStarts] of times) {
        const measured = await coldStart(variant, standIn);
        if (round > 0) coldStarts.push(measured);
      }
    }
  } finally {
    await standIn.stop();
  }
  return table(times);
}

function table(times: ReadonlyMap<Variant, readonly ColdStart[]>): string {
  const rows = [...times].map(([{ name }, coldStarts]) => ({
    name,
    init: median(coldStarts.map(({ init }) => init)),
    response: median(coldStarts.map(({ response }) => response)),
  }));
  const slowest = Math.max(...rows.map(({ response }) => response));
  return [
    "| variant | init, ms | first response, ms | faster |",
    "| --- | ---: | ---: | ---: |",
    ...rows.map(
      ({ name, init, response }) =>
        `| ${name} | ${init.toFixed(1)} | ${response.toFixed(1)} | ${(slowest / response).toFixed(1)}× |`,
    ),
  ].join("\n");
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
  if (!/^[1-9]\d*$/.test(values.rounds)) throw new TypeError(`--rounds ${values.rounds} is not a whole number over 0.`);

  const folder = await mkdtemp(join(tmpdir(), "bench-bundle-"));
  try {
    const result = await measure(Number(values.rounds), folder);
    const machine = `${cpus().length} cores, ${process.platform} ${process.arch}`;
    const today = new Date().toISOString().slice(0, 10);
    console.log(`Bun ${Bun.version}, ${machine}, ${today}, page cache warm,`);
    console.log(`medians of ${values.rounds} cold starts of each variant, interleaved.\n`);
    console.log(result);
  } finally {
    await rm(folder, { recursive: true });
  }
}

try {
  await main(Bun.argv.slice(2));
} catch (error) {
  // Wrong arguments are a TypeError, of parseArgs as well; anything else unexpected shall show its stack.
  if (!(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

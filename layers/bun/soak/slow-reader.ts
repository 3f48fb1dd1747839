import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { positiveNumber } from "../number-option.ts";
import { SlowApi } from "./slow-api.ts";
import { runMain } from "../run-main.ts";
import { bootstrapPath, conclude, residentMegabytes } from "./soak-runtime.ts";

const help = `Has a runtime stream a large response to a reader that is slower than it, and watches its resident memory. Fails where
that grows by more than --bound megabytes from the first byte on, or where not every byte arrives.

Usage: bun layers/bun/soak/slow-reader.ts [--megabytes 200] [--rate 20] [--bound 32] [--bootstrap <file>]

  --rate   megabytes a second that the reader takes
`;

const handler = `const piece = Buffer.alloc(100000, "x");
  export async function* handler({ bytes }) { for (let sent = 0; sent < bytes; sent += piece.length) yield piece; }`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      megabytes: { type: "string", default: "200" },
      rate: { type: "string", default: "20" },
      bound: { type: "string", default: "32" },
      bootstrap: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const megabytes = positiveNumber("--megabytes", values.megabytes);
  const rate = positiveNumber("--rate", values.rate);
  const bound = positiveNumber("--bound", values.bound);
  await readSlowly(megabytes, rate, bound, await bootstrapPath(values.bootstrap));
}

async function readSlowly(megabytes: number, rate: number, bound: number, bootstrap: string): Promise<void> {
  using api = new SlowApi(megabytes * 1e6, rate * 1e6);
  const taskRoot = await mkdtemp(join(tmpdir(), "slow-reader-"));
  await writeFile(join(taskRoot, "index.mjs"), handler);
  const env = { AWS_LAMBDA_RUNTIME_API: api.address, LAMBDA_TASK_ROOT: taskRoot, _HANDLER: "index.handler" };
  const runtime = Bun.spawn([bootstrap], { env, stdout: "inherit", stderr: "inherit" });
  try {
    const early = await Promise.race([api.begun, runtime.exited]);
    if (early !== undefined) {
      conclude(false, `the runtime ended with exit code ${early} before it answered`);
      return;
    }
    const first = await residentMegabytes(runtime.pid);
    let most = first;
    const began = Date.now();
    while (!api.finished) {
      await Bun.sleep(1000);
      const now = await residentMegabytes(runtime.pid);
      most = Math.max(most, now);
      console.log(`${(api.received / 1e6).toFixed(0)} MB read: ${now.toFixed(1)} MB resident`);
    }
    const seconds = (Date.now() - began) / 1000;
    const growth = most - first;
    const complete = api.received >= megabytes * 1e6;
    conclude(
      complete && growth <= bound,
      `${(api.received / 1e6).toFixed(1)} MB in ${seconds.toFixed(0)} s; grew by ${growth.toFixed(1)} MB, ${bound} MB are allowed`,
    );
  } finally {
    runtime.kill();
    await runtime.exited;
    await rm(taskRoot, { recursive: true, force: true });
  }
}

await runMain(main);

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { buildLayer } from "../build-layer.ts";
import { LayerError } from "../layer-error.ts";
import { hostTarget } from "../layer-target.ts";
import { isUsageError } from "../usage-error.ts";

/** The runtime to put under load: an executable that is named, or the layer for this machine, built if need be. */
export async function bootstrapPath(named: string | undefined): Promise<string> {
  if (named !== undefined) return resolve(named);
  return (await buildLayer(hostTarget())).bootstrap;
}

/** Resident memory of a process in megabytes (10⁶ bytes). Linux only. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`process ${pid} has ended`);
  return (Number(kibibytes) * 1024) / 1e6;
}

/** Runs a script with its arguments: what is wrong with them, or with the layer's build, is told in one line. */
export async function runSoak(main: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await main(Bun.argv.slice(2));
  } catch (error) {
    // Anything that is not expected shall show its stack.
    if (!(error instanceof LayerError) && !isUsageError(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Prints a verdict and sets the exit code. */
export function conclude(passed: boolean, text: string): void {
  console.log(`${passed ? "passed" : "FAILED"}: ${text}`);
  process.exitCode = passed ? 0 : 1;
}

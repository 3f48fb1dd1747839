import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../usage-error.ts";
import { buildLayer } from "../build-layer.ts";
import { hostTarget } from "../layer-target.ts";

/**
 * The runtime to put under load: an executable that is named, or the layer for this machine, built if need be.
 *
 * @throws UsageError where the named one is no executable file.
 */
export async function bootstrapPath(named: string | undefined): Promise<string> {
  if (named === undefined) return (await buildLayer(hostTarget())).bootstrap;
  const path = resolve(named);
  if (Bun.which(path) === null) throw new UsageError(`--bootstrap ${named} is not an executable file.`);
  return path;
}

/** Resident memory of a process in megabytes (10⁶ bytes). Linux only. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`process ${pid} has ended`);
  return (Number(kibibytes) * 1024) / 1e6;
}

/** Prints a verdict and sets the exit code. */
export function conclude(passed: boolean, text: string): void {
  console.log(`${passed ? "passed" : "FAILED"}: ${text}`);
  process.exitCode = passed ? 0 : 1;
}

import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hasCode } from "../bundler/error-code.ts";

const prefix = "run-";

/**
 * Makes a new folder for what one run builds, `run-<pid>-…`, and removes those of runs that were killed before they could.
 */
export async function createRunFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  const stale = names.filter((name) => !isRunning(Number.parseInt(name.slice(prefix.length), 10)));
  await Promise.all(stale.map((name) => rm(join(parent, name), { recursive: true, force: true })));
  return mkdtemp(join(parent, `${prefix}${process.pid}-`));
}

function isRunning(pid: number): boolean {
  if (Number.isNaN(pid)) return false;
  try {
    // Signal 0 only asks whether the process exists.
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return hasCode(error, "EPERM");
  }
}

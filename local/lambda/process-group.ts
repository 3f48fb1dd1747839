import { readdir, readFile } from "node:fs/promises";
import { hasCode } from "../../bundler/error-code.ts";

const checkMs = 2;
const limitMs = 2000;

/**
 * Kills every process of a group and resolves when none runs any more, or after two seconds: a killed process may hang in
 * the kernel, but runs no code. A process that left the group by starting a session of its own is not found.
 */
export async function killProcessGroup(groupId: number): Promise<void> {
  if (!signal(groupId, "SIGKILL")) return;
  const end = performance.now() + limitMs;
  while ((await isRunning(groupId)) && performance.now() < end) await Bun.sleep(checkMs);
}

async function isRunning(groupId: number): Promise<boolean> {
  if (!signal(groupId, 0)) return false;
  if (process.platform !== "linux") return true;
  // The group may consist of zombies only: orphans whose status the system's first process has not taken yet.
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(pids.map((pid) => isRunningMember(pid, groupId)));
  return members.includes(true);
}

async function isRunningMember(pid: string, groupId: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // Source: proc_pid_stat(5). The second field is the command in parentheses, which may hold anything.
  const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(group) === groupId && state !== "Z" && state !== "X";
}

/** False when the group has no process. */
function signal(groupId: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-groupId, name);
  } catch (error) {
    // EPERM is what macOS says of a group whose only members are zombies.
    if (hasCode(error, "ESRCH") || hasCode(error, "EPERM")) return false;
    throw error;
  }
}

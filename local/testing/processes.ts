import { readFile, readdir } from "node:fs/promises";

export interface Process {
  readonly pid: number;
  /** Program and arguments, parted by spaces. */
  readonly command: string;
}

/** The running processes whose command line or environment speaks of `text`, the calling one left out. Linux only. */
export async function processesThatMention(text: string): Promise<Process[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const processes = await Promise.all(pids.map((pid) => describeIfItMentions(pid, text)));
  return processes.filter((process) => process !== undefined);
}

/** Waits until no process speaks of `text` any more; the test's own timeout ends the wait. */
export async function untilNoProcessMentions(text: string): Promise<void> {
  while ((await processesThatMention(text)).length > 0) await Bun.sleep(10);
}

async function describeIfItMentions(pid: number, text: string): Promise<Process | undefined> {
  const files = await Promise.all(["cmdline", "environ", "stat"].map((name) => readProc(pid, name)));
  const [commandLine = "", environment = "", stat = ""] = files;
  const zombie = /\) Z /.test(stat);
  if (zombie || !(commandLine.includes(text) || environment.includes(text))) return undefined;
  return { pid, command: commandLine.replaceAll("\0", " ").trim() };
}

/** Empty when the process has ended meanwhile. */
async function readProc(pid: number, name: string): Promise<string> {
  return readFile(`/proc/${pid}/${name}`, "latin1").catch(() => "");
}

import { readFile, readdir } from "node:fs/promises";

export interface Process {
  readonly pid: number;
  /** Program and arguments, parted by spaces. */
  readonly command: string;
}

/** The running processes whose command line or environment speaks of `text`, the calling one left out. */
export async function processesThatMention(text: string): Promise<Process[]> {
  const processes = process.platform === "linux" ? await linuxProcesses(text) : psProcesses(text);
  return processes.filter(({ pid }) => pid !== process.pid);
}

/** Waits until no process speaks of `text` any more; the test's own timeout ends the wait. */
export async function untilNoProcessMentions(text: string): Promise<void> {
  while ((await processesThatMention(text)).length > 0) await Bun.sleep(10);
}

async function linuxProcesses(text: string): Promise<Process[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const processes = await Promise.all(pids.map((pid) => describeIfItMentions(pid, text)));
  return processes.filter((process) => process !== undefined);
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

/** With the environment behind the arguments, as `ps` of BSD and macOS shows it for the user's own processes. */
function psProcesses(text: string): Process[] {
  const { stdout } = Bun.spawnSync(["ps", "-axEww", "-o", "pid=,stat=,command="]);
  const lines = stdout
    .toString()
    .split("\n")
    .filter((line) => line.includes(text));
  return lines.flatMap((line) => {
    const [, pid, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || command === undefined || state?.startsWith("Z") ? [] : { pid: Number(pid), command };
  });
}

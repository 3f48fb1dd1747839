import { readFile } from "node:fs/promises";

/**
 * The most memory that a running process has had resident, in MB. Where there is no `/proc`, what it has now, by `ps`.
 * Undefined when the process is gone.
 */
export async function peakMemoryMB(pid: number): Promise<number | undefined> {
  const kilobytes = process.platform === "linux" ? await highWaterMark(pid) : await residentSize(pid);
  return kilobytes === undefined ? undefined : Math.ceil(kilobytes / 1024);
}

async function highWaterMark(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const match = /^VmHWM:\s*(\d+) kB$/m.exec(status);
  return match === null ? undefined : Number(match[1]);
}

async function residentSize(pid: number): Promise<number | undefined> {
  const text = await Bun.$`ps -o rss= -p ${pid}`.quiet().nothrow().text();
  return /^\s*\d+\s*$/.test(text) ? Number(text) : undefined;
}

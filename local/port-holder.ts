import { readFile, readdir, readlink } from "node:fs/promises";

/** A process that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  /** Program and arguments. */
  readonly command: string;
}

/**
 * Finds out who listens on a TCP port of this machine: from `/proc` on Linux, by `lsof` elsewhere. Undefined when that
 * cannot be seen, as with the processes of another user.
 */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  try {
    const pid = process.platform === "linux" ? await linuxListener(port) : await lsofListener(port);
    return pid === undefined ? undefined : { pid, command: await commandOf(pid) };
  } catch {
    return undefined;
  }
}

/** Program and arguments of a process; empty when it is not to be seen. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform === "linux") {
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return commandLine.replaceAll("\0", " ").trim();
  }
  return run(["ps", "-o", "command=", "-p", String(pid)]);
}

/** Source of the format: the Linux kernel's documentation, "proc_net_tcp". */
async function linuxListener(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8").catch(() => "")),
  );
  const inodes = listeningInodes(tables.join("\n"), port);
  if (inodes.size === 0) return undefined;
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  for (const pid of pids) {
    if (await holdsSocket(pid, inodes)) return pid;
  }
  return undefined;
}

/** The inodes of the sockets that listen on `port`, from the text of `/proc/net/tcp` or `tcp6`. */
export function listeningInodes(table: string, port: number): Set<string> {
  const listening = "0A";
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = table.split("\n").map((line) => line.trim().split(/\s+/));
  const matching = rows.filter(([, local = "", , state]) => state === listening && local.endsWith(suffix));
  return new Set(matching.flatMap((columns) => columns[9] ?? []));
}

async function holdsSocket(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const links = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  return links.some((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? ""));
}

async function lsofListener(port: number): Promise<number | undefined> {
  const output = await run(["lsof", "-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"]);
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

async function run(command: string[]): Promise<string> {
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "ignore" });
  return (await child.stdout.text()).trim();
}

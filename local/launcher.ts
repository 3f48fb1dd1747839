import { readFileSync } from "node:fs";

const pollMilliseconds = 250;

/** More ancestors than any launcher puts between itself and this process; also an end for what cannot be a chain. */
const furthestAncestor = 8;

interface Process {
  readonly parent: number;
  readonly commandLine: string;
}

/**
 * Resolves when the `npx` or `npm` that launched this process is gone. Killed with SIGKILL it passes no signal on, and the
 * shell between it and Bun goes on waiting, so that neither Bun nor the system would notice.
 *
 * Never resolves without such a launcher, and where there is no `/proc` to look for it (macOS).
 */
export async function launcherGone(pid: number = process.ppid): Promise<void> {
  const launcher = findLauncher(pid, readProcess);
  if (launcher === undefined) return new Promise(() => {});
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    if (readProcess(launcher) === undefined) resolve();
  }, pollMilliseconds);
  timer.unref();
  await promise;
  clearInterval(timer);
}

/** The nearest ancestor that is npm, `pid` itself included. npm puts its name and command into its process title. */
export function findLauncher(pid: number, read: (pid: number) => Process | undefined): number | undefined {
  let current = pid;
  for (let distance = 0; distance < furthestAncestor; distance++) {
    const found = read(current);
    if (found === undefined) return undefined;
    if (/^(npm|npx)\b/.test(found.commandLine)) return current;
    current = found.parent;
  }
  return undefined;
}

/** Undefined when there is no such process; a process that has ended but was not waited for is none any more. */
function readProcess(pid: number): Process | undefined {
  try {
    // proc(5): the name stands in parentheses and may hold anything, the state and the parent follow the last one.
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = status.slice(status.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    return { parent: Number(parent), commandLine: readFileSync(`/proc/${pid}/cmdline`, "utf8") };
  } catch {
    return undefined;
  }
}

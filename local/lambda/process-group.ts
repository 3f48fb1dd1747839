const GONE_CHECK_MS = 2;
const GONE_LIMIT_MS = 2000;

/**
 * Kills every process of a group and resolves when none is left.
 *
 * A killed process runs nothing more, but one whose parent died before it exists until the system's first process has
 * taken its status, which in some containers is never: so the wait ends after two seconds in any case. A process that
 * left the group by starting a session of its own is not found.
 */
export async function killProcessGroup(groupId: number): Promise<void> {
  if (!signal(groupId, "SIGKILL")) return;
  const end = performance.now() + GONE_LIMIT_MS;
  while (signal(groupId, 0) && performance.now() < end) await Bun.sleep(GONE_CHECK_MS);
}

/** False when the group has no process. */
function signal(groupId: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-groupId, name);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    // EPERM: macOS says so of a group whose only members are zombies.
    if (error instanceof Error && "code" in error && error.code === "EPERM") return false;
    throw error;
  }
}

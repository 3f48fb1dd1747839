const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What a shell reports for a program that Ctrl-C ended. */
const interruptedExitCode = 130;

/**
 * One Ctrl-C arrives more than once: the terminal sends it to every process of the foreground, and `bun run` and npm pass
 * theirs on.
 */
const sameKeyMilliseconds = 500;

/**
 * Resolves at the first signal to stop: Ctrl-C, `kill`, a closed terminal. A second Ctrl-C ends the process at once.
 */
export function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let first: number | undefined;
  for (const signal of signals) {
    process.on(signal, () => {
      first ??= performance.now();
      const again = performance.now() - first > sameKeyMilliseconds;
      if (again && signal === "SIGINT") process.exit(interruptedExitCode);
      resolve();
    });
  }
  return promise;
}

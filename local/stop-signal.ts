const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What a shell reports for a program that Ctrl-C ended. */
const interruptedExitCode = 130;

/**
 * Resolves at the first signal to stop: Ctrl-C, `kill`, a closed terminal. The second Ctrl-C ends the process at once.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let received = 0;
  for (const signal of signals) {
    process.on(signal, () => {
      received += 1;
      if (received > 1 && signal === "SIGINT") process.exit(interruptedExitCode);
      resolve(signal);
    });
  }
  return promise;
}

import type { Lifecycle, Unreported } from "./lifecycle.ts";
import type { Logger } from "./logger.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { RuntimeClient } from "./runtime-client.ts";
import { describeThrown } from "./thrown-error.ts";
import type { ErrorDocument } from "./thrown-error.ts";

/** Exit codes of the Node.js runtime, kept so that a log reads the same. */
const EXIT_REJECTION = 128;
const EXIT_EXCEPTION = 129;

export interface FatalFailure {
  readonly lifecycle: Lifecycle;
  readonly logger: Logger;
  /** Makes a client with a connection of its own: the loop's may be in use. */
  readonly createClient: () => RuntimeClient;
}

/** Ends the process on whatever no code has caught; Bun by itself goes on after an unhandled rejection. */
export function listenForUncaught(fatal: FatalFailure): void {
  process.on("uncaughtException", (thrown: unknown) => {
    void reportAndExit(fatal, "Uncaught Exception", thrown, EXIT_EXCEPTION);
  });
  process.on("unhandledRejection", (reason: unknown) => {
    const error = RuntimeError.for(reason, "Runtime.UnhandledPromiseRejection");
    void reportAndExit(fatal, "Unhandled Promise Rejection", error, EXIT_REJECTION);
  });
}

/**
 * Logs a failure that the process cannot outlive, posts it as what is still unreported (the init phase, or each open
 * invocation) and exits once that and the posts already on their way have ended. What else fails meanwhile is logged.
 */
export async function reportAndExit(
  { lifecycle, logger, createClient }: FatalFailure,
  title: string,
  thrown: unknown,
  exitCode: number,
): Promise<never> {
  const unreported = lifecycle.fail();
  logger.logThrown(title, thrown);
  if (unreported === undefined) return new Promise(() => {});
  try {
    await post(unreported, describeThrown(thrown), createClient);
  } catch (postError) {
    logger.logThrown("The failure could not be posted", postError);
  }
  return process.exit(exitCode);
}

async function post(unreported: Unreported, error: ErrorDocument, createClient: () => RuntimeClient): Promise<void> {
  if (unreported.phase === "init") {
    await createClient().failInit(error);
    return;
  }
  await Promise.allSettled(unreported.reporting);
  await Promise.all(unreported.open.map(async (invocation) => createClient().fail(invocation, error)));
}

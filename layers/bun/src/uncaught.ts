import type { EventLoop } from "./event-loop.ts";
import type { Lifecycle, Unreported } from "./lifecycle.ts";
import type { Logger } from "./logger.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { RuntimeClient } from "./runtime-client.ts";
import { describeThrown } from "./thrown-error.ts";
import type { ErrorDocument } from "./thrown-error.ts";

/** Exit codes of the Node.js runtime, kept so that a log reads the same. */
const exitRejection = 128;
const exitException = 129;

export interface FatalFailure {
  readonly lifecycle: Lifecycle;
  readonly logger: Logger;
  readonly eventLoop: EventLoop;
  /** Makes a client with a connection of its own: the loop's may be in use. */
  readonly createClient: () => RuntimeClient;
}

/** Ends the process on whatever no code has caught; Bun by itself goes on after an unhandled rejection. */
export function listenForUncaught(fatal: FatalFailure): void {
  process.on("uncaughtException", (thrown: unknown) => {
    void reportAndExit(fatal, "Uncaught Exception", thrown, exitException);
  });
  process.on("unhandledRejection", (reason: unknown) => {
    const error = RuntimeError.for(reason, "Runtime.UnhandledPromiseRejection");
    void reportAndExit(fatal, "Unhandled Promise Rejection", error, exitRejection);
    // What Bun 1.4.5 begins in this listener goes on only with the next event of the loop.
    setImmediate(() => {});
  });
}

/**
 * Logs a failure that the process cannot outlive, posts it as what is still unreported (the init phase, or each open
 * invocation) and exits once that and the posts already on their way have ended. What else fails meanwhile is logged.
 */
export async function reportAndExit(
  { lifecycle, logger, eventLoop, createClient }: FatalFailure,
  title: string,
  thrown: unknown,
  exitCode: number,
): Promise<never> {
  eventLoop.hold();
  const unreported = lifecycle.fail();
  logger.logThrown(title, thrown);
  if (unreported === undefined) return new Promise(() => {});
  const posts = post(unreported, describeThrown(thrown), createClient);
  for (const result of await Promise.allSettled(posts)) {
    if (result.status === "rejected") logger.logThrown("The failure could not be posted", result.reason);
  }
  return process.exit(exitCode);
}

function post(unreported: Unreported, error: ErrorDocument, createClient: () => RuntimeClient): Promise<unknown>[] {
  if (unreported.phase === "init") return [createClient().failInit(error)];
  if (unreported.phase === "restore") return [createClient().failRestore(error)];
  // What is being posted already has its own reporter, who logs when that fails.
  const reporting = unreported.reporting.map(async (posting) => posting.catch(() => {}));
  return [...reporting, ...unreported.open.map(async (fail) => fail(error))];
}

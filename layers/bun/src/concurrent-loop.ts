import type { Invocation } from "./invocation.ts";
import type { InvocationServer } from "./invocation-server.ts";
import type { Logger } from "./logger.ts";
import type { RuntimeClient } from "./runtime-client.ts";

const firstDelayMs = 50;
const longestDelayMs = 5000;

/**
 * Serves up to `concurrency` invocations at once, each from a connection of its own. Never resolves: where the Runtime
 * API fails, the other invocations go on, and it is asked again after a while.
 *
 * Source: AWS documentation, "Building custom runtimes for Lambda Managed Instances".
 */
export async function serveConcurrently(
  concurrency: number,
  createClient: () => RuntimeClient,
  server: InvocationServer,
  logger: Logger,
): Promise<void> {
  await Promise.all(Array.from({ length: concurrency }, async () => work(createClient(), server, logger)));
}

async function work(client: RuntimeClient, server: InvocationServer, logger: Logger): Promise<never> {
  for (;;) {
    const invocation = await nextWithRetry(client, logger);
    try {
      await server.serve(client, invocation);
    } catch (error) {
      // Whether the post arrived is unknown, and a second one could count twice.
      logger.logThrown("Runtime API Error", error);
    }
  }
}

async function nextWithRetry(client: RuntimeClient, logger: Logger): Promise<Invocation> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await client.next();
    } catch (error) {
      logger.logThrown("Runtime API Error", error);
      // Half of the delay is random, so that the connections do not come back all at once.
      await Bun.sleep(Math.min(firstDelayMs * 2 ** attempt, longestDelayMs) * (0.5 + Math.random() / 2));
    }
  }
}

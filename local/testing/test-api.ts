import { join } from "node:path";

/** Where the API answers, and by whose leave. */
export interface ApiAddress {
  /** Without a slash at the end. */
  readonly url: string;
  readonly adminToken: string;
}

/** Beside it, the URLs of the functions that have one, by the functions' names. */
export interface TestApiAddress extends ApiAddress {
  readonly functionUrls: Readonly<Record<string, string>>;
}

export type TestApi = TestApiAddress & AsyncDisposable;

/**
 * Starts the whole API as `bun run start` does, but with its handlers called in one process instead of on the runtime
 * layer: it is there in a fraction of a second and answers in a millisecond, with empty tables in memory. Errors that a
 * handler logs go to this process's output.
 */
export async function startTestApi(): Promise<TestApi> {
  const { promise, resolve, reject } = Promise.withResolvers<TestApiAddress>();
  const child = Bun.spawn([process.execPath, join(import.meta.dirname, "api-process.ts")], {
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "inherit", "inherit"],
    ipc: (address: TestApiAddress) => resolve(address),
    onExit: (_child, exitCode, signal) => reject(new Error(`The API ended with ${exitCode ?? signal}; see above why.`)),
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await child.exited;
  };
  try {
    return { ...(await promise), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

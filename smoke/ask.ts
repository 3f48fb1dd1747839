import type { SmokeCheck } from "./smoke-check.ts";

export interface AskOptions {
  /** How often an answer that is not as wanted is asked for again: names and certificates take a while to spread. */
  readonly attempts: number;
  readonly pauseMilliseconds: number;
  readonly timeoutMilliseconds: number;
}

/** Asks until the answer is as wanted. Gives what was wrong with the last one; undefined when nothing was. */
export async function ask(check: SmokeCheck, options: AskOptions): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const problem = await askOnce(check, options.timeoutMilliseconds);
    if (problem === undefined || attempt >= options.attempts) return problem;
    await Bun.sleep(options.pauseMilliseconds);
  }
}

async function askOnce({ url, problemOf }: SmokeCheck, timeoutMilliseconds: number): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    return await problemOf(await fetch(url, { signal, redirect: "manual" }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export interface HealthOptions {
  /** How long to try. */
  readonly milliseconds: number;
  /** Checked between two tries: true ends them early. */
  readonly giveUp?: () => boolean;
}

const retryMilliseconds = 10;

/** Waits until the endpoint answers HTTP, whatever the status. False when it does not in time. */
export async function answers(endpoint: string, options: HealthOptions): Promise<boolean> {
  const deadline = performance.now() + options.milliseconds;
  for (;;) {
    const remaining = deadline - performance.now();
    if (remaining <= 0 || options.giveUp?.() === true) return false;
    if (await answersOnce(endpoint, remaining)) return true;
    await Bun.sleep(Math.min(retryMilliseconds, remaining));
  }
}

async function answersOnce(endpoint: string, milliseconds: number): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(milliseconds), keepalive: false });
    await response.bytes();
    return true;
  } catch {
    return false;
  }
}

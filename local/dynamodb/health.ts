export interface HealthOptions {
  /** How long to try. */
  readonly milliseconds: number;
  /** Checked between two tries: true ends them early. */
  readonly giveUp?: () => boolean;
  /** Whether it is the awaited one that has answered; any answer counts otherwise. */
  readonly isExpected?: (response: Response) => boolean;
}

const retryMilliseconds = 10;

/** Waits until the endpoint answers HTTP, whatever the status. False when it does not in time. */
export async function answers(endpoint: string, options: HealthOptions): Promise<boolean> {
  const { milliseconds, giveUp = () => false, isExpected = () => true } = options;
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const remaining = deadline - performance.now();
    if (remaining <= 0 || giveUp()) return false;
    if (await answersOnce(endpoint, remaining, isExpected)) return true;
    await Bun.sleep(Math.min(retryMilliseconds, remaining));
  }
}

async function answersOnce(
  endpoint: string,
  milliseconds: number,
  isExpected: (response: Response) => boolean,
): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(milliseconds), keepalive: false });
    await response.bytes();
    return isExpected(response);
  } catch {
    return false;
  }
}

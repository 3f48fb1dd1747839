const firstMilliseconds = 50;
const longestMilliseconds = 500;

/**
 * How long to wait before another try: a random time, on average twice as long each time, so that those that collided do
 * not meet again.
 *
 * Source: AWS Builders' Library, "Timeouts, retries, and backoff with jitter" (full jitter).
 *
 * @param tries That were made, at least 1.
 * @returns milliseconds, at most 500
 */
export function pauseAfter(tries: number): number {
  return Math.random() * Math.min(longestMilliseconds, firstMilliseconds * 2 ** (tries - 1));
}

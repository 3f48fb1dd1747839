export interface RetryOptions {
  /** Tries altogether; 5 unless given. */
  readonly tries?: number;
  /** Waits between two tries; a timer unless given. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Busy, or not able to answer just now (RFC 6585, section 4; RFC 9110, section 15.6.4). */
const passing: ReadonlySet<number> = new Set([429, 503]);
const conflict = 409;
const defaultTries = 5;
const longestWait = 20_000;

/**
 * A `fetch` that sends a request again after a lost connection, 429, 503, or 409 while an earlier try is still being
 * answered. It waits for as long as `Retry-After` asks, otherwise twice as long each time. Only requests that act once
 * however often they arrive are sent again: reading, those with If-Match, those with an Idempotency-Key, and entries of a
 * transcript, which are known by their ids.
 *
 * Of a change with If-Match whose answer was lost after it had been made, the next try is told how things are by then: 412
 * where the resource has a newer version, 404 where it is deleted. Whoever gets one of these reads the resource again
 * before making the change anew, and takes a resource that is not there for deleted. With an Idempotency-Key the next try
 * gets the first one's answer.
 *
 * @example
 * const draht = createDrahtClient({ url, token, fetch: retryingFetch() });
 */
export function retryingFetch(options: RetryOptions = {}): (request: Request) => Promise<Response> {
  const { tries = defaultTries, wait = Bun.sleep, fetch = globalThis.fetch } = options;
  return async (request) => {
    const { url, method, headers, signal } = request;
    const content = await request.arrayBuffer();
    const body = content.byteLength === 0 ? null : content;
    const last = actsOnce(request) ? tries : 1;
    for (let count = 1; ; count += 1) {
      try {
        const response = await fetch(new Request(url, { method, headers, signal, body }));
        if (count >= last || !isPassing(response)) return response;
        await response.body?.cancel();
        await wait(delay(count, response.headers.get("retry-after")));
      } catch (error) {
        if (count >= last || signal.aborted) throw error;
        await wait(delay(count, null));
      }
    }
  };
}

/** Of the conflicts, only that with a try that goes on says when to come back. */
function isPassing({ status, headers }: Response): boolean {
  return passing.has(status) || (status === conflict && headers.has("retry-after"));
}

function actsOnce({ method, headers, url }: Request): boolean {
  if (method === "GET" || headers.has("if-match") || headers.has("idempotency-key")) return true;
  return method === "POST" && /\/sessions\/[^/]+\/entries$/.test(new URL(url).pathname);
}

function delay(count: number, retryAfter: string | null): number {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return Math.min(longestWait, Number.isFinite(seconds) ? seconds * 1000 : 100 * 2 ** count);
}

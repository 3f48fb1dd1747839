/** What the API said of itself, or why it said nothing. */
export type ApiHealth = ApiUp | ApiDown;

export interface ApiUp {
  readonly state: "up";
  /** Name of the service that answered. */
  readonly service: string;
  /** The API's own clock: ISO 8601. */
  readonly time: string;
  /** From the request to the last byte of the answer. */
  readonly milliseconds: number;
}

export interface ApiDown {
  readonly state: "down";
  /** One sentence for whoever looks at the page; nothing of the network's inside. */
  readonly reason: string;
}

/** How long the API may take. It is more than a cold start, and less than a visitor's patience. */
const limitMilliseconds = 5000;

export interface ApiHealthOptions {
  /** Gives the request up, for instance because the visitor has gone. */
  readonly signal?: AbortSignal;
  readonly limitMilliseconds?: number;
}

/**
 * Asks the API for its health (`GET /health`), which needs no token. Never rejects: an API that cannot be reached is an
 * answer, too. What went wrong in detail is written to the log.
 *
 * @param url Address of the API, with or without a slash at its end.
 */
export async function readApiHealth(url: string, options: ApiHealthOptions = {}): Promise<ApiHealth> {
  const { signal, limitMilliseconds: limit = limitMilliseconds } = options;
  const expired = AbortSignal.timeout(limit);
  const started = performance.now();
  try {
    const response = await fetch(`${url.replace(/\/$/, "")}/health`, {
      headers: { accept: "application/json" },
      cache: "no-store",
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, expired]) : expired,
    });
    const body = await response.text();
    if (!response.ok) return down(`It answered with the status ${response.status}.`);
    const health = parseHealth(body);
    if (!health) return down("It answered with something that is not its health.");
    return { state: "up", ...health, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
    if (expired.aborted) return down(`It did not answer within ${limit / 1000} seconds.`);
    return down("It cannot be reached.", error);
  }
}

function down(reason: string, cause?: unknown): ApiDown {
  console.error("The API is down.", reason, ...(cause instanceof Error ? [cause.stack] : []));
  return { state: "down", reason };
}

/** The body of a healthy answer; undefined for any other text. */
function parseHealth(text: string): Pick<ApiUp, "service" | "time"> | undefined {
  const { status, service, timestamp } = parseRecord(text);
  if (status !== "ok" || typeof service !== "string" || typeof timestamp !== "string") return undefined;
  return Number.isNaN(Date.parse(timestamp)) ? undefined : { service, time: timestamp };
}

function parseRecord(text: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    return {};
  }
}

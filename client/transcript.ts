import type { Entry } from "./api-types.ts";
import { answerOf, type DrahtClient } from "./draht-client.ts";

/** An entry at its place in the transcript. */
export interface PlacedEntry {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** With everything that its writer put into it. */
  readonly entry: Entry & Readonly<Record<string, unknown>>;
}

/** What became of entries that were sent. */
export interface AppendSummary {
  /** How many of them the transcript did not have before; without those whose first answer was lost. */
  readonly newCount: number;
  /** The transcript's; undefined where there was nothing to send. */
  readonly lastSequence: number | undefined;
}

/** What the API takes at once. */
const batchEntries = 1000;
const batchBytes = 4 * 1024 * 1024;

/**
 * Appends entries to a running session's transcript, in as few requests as the API's limits allow. An entry that the
 * transcript has already, by its id, is not appended again: after a failure, send the same entries once more.
 *
 * @throws ProblemError when the API refuses a batch; those before it are kept.
 */
export async function appendEntries(
  draht: DrahtClient,
  sessionId: string,
  entries: Iterable<Entry & Readonly<Record<string, unknown>>>,
): Promise<AppendSummary> {
  let newCount = 0;
  let lastSequence: number | undefined;
  for (const lines of batches(entries)) {
    const result = await draht.POST("/sessions/{id}/entries", {
      params: { path: { id: sessionId } },
      headers: { "content-type": "application/x-ndjson" },
      body: lines,
      bodySerializer: (text) => text,
    });
    const answer = answerOf(result);
    newCount += answer.entries.filter(({ created }) => created).length;
    ({ lastSequence } = answer);
  }
  return { newCount, lastSequence };
}

function* batches(entries: Iterable<object>): Generator<string> {
  let lines = "";
  let count = 0;
  let bytes = 0;
  for (const entry of entries) {
    const line = `${JSON.stringify(entry)}\n`;
    const size = new TextEncoder().encode(line).byteLength;
    if (count > 0 && (count === batchEntries || bytes + size > batchBytes)) {
      yield lines;
      lines = "";
      count = 0;
      bytes = 0;
    }
    lines += line;
    count += 1;
    bytes += size;
  }
  if (count > 0) yield lines;
}

export interface ReadEntriesOptions {
  /** Only entries with a greater sequence: what a reader that stopped there has not seen. */
  readonly after?: number;
  /** The most entries that are asked for at once. */
  readonly limit?: number;
}

/**
 * The entries that a transcript has now, in order, page after page. To follow a running session, ask again later for what
 * comes `after` the last one seen.
 *
 * @throws ProblemError
 *
 * @example
 * for await (const { sequence, entry } of entriesOf(draht, session.id)) console.log(sequence, entry.type);
 */
export async function* entriesOf(
  draht: DrahtClient,
  sessionId: string,
  { after = 0, limit = batchEntries }: ReadEntriesOptions = {},
): AsyncGenerator<PlacedEntry, void, undefined> {
  let last = after;
  let hasMore = true;
  while (hasMore) {
    const page = answerOf(
      await draht.GET("/sessions/{id}/entries", {
        params: { path: { id: sessionId }, query: { after: last, limit } },
      }),
    );
    yield* page.items;
    last = page.items.at(-1)?.sequence ?? last;
    ({ hasMore } = page);
  }
}

/**
 * A transcript's JSON Lines, to the byte as they were written, in parts of up to 4 MiB: each part ends at the end of a
 * line.
 *
 * @throws ProblemError
 */
export async function* transcriptOf(draht: DrahtClient, sessionId: string): AsyncGenerator<string, void, undefined> {
  let after: number | undefined = 0;
  while (after !== undefined) {
    const result = await draht.GET("/sessions/{id}/transcript", {
      params: { path: { id: sessionId }, query: { after } },
      parseAs: "text",
    });
    const part = answerOf(result);
    // An empty body is given as no text at all.
    if (part) yield part;
    after = nextAfter(result.response.headers.get("link"));
  }
}

/** Out of `<?after=7>; rel="next"` (RFC 8288). */
function nextAfter(link: string | null): number | undefined {
  const sequence = /<[^>]*[?&]after=(\d+)[^>]*>;\s*rel="?next"?/.exec(link ?? "")?.[1];
  return sequence === undefined ? undefined : Number(sequence);
}

import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../../application/ports/clock.ts";
import type { TranscriptPage, TranscriptQuery } from "../../../application/ports/transcript-repository.ts";
import type { PlacedEntry } from "../../../domain/transcript/entry.ts";
import { sessionKey } from "../session-keys.ts";
import { unpackBlock } from "./entry-block.ts";
import { readPayloads } from "./read-payloads.ts";
import { fromSegmentItem, type Segment, toTranscriptSession, type TranscriptSession } from "./transcript-item.ts";
import { segmentEndKey, segmentKey } from "./transcript-keys.ts";

type Key = ReturnType<typeof segmentKey>;

/** Reads transcripts as DynamoDBTranscriptRepository describes them. */
export class DynamoDBTranscriptReader {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Clock) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
  }

  /** Asks for the session and the segments at the same time, then for the chunks of what is large. */
  async findPage(query: TranscriptQuery): Promise<TranscriptPage | null> {
    const [session, segments] = await Promise.all([this.#findSession(query.sessionId), this.#findSegments(query)]);
    if (session === null) return null;
    const entries = await this.#readEntries(query, segments);
    if (isMissingEntries(query, entries, session.entryCount)) {
      // Deleted while they were read, and the session before them.
      if ((await this.#findSession(query.sessionId)) === null) return null;
      throw new Error(`The transcript of the session ${query.sessionId} has a gap.`);
    }
    // Both were asked for at once: there may be entries that the session's item did not count yet.
    const lastSequence = Math.max(session.entryCount, ...entries.map(({ sequence }) => sequence));
    return { entries, lastSequence };
  }

  async #findSession(id: string): Promise<TranscriptSession | null> {
    const command = new GetCommand({ TableName: this.#table, Key: sessionKey(id), ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    return toTranscriptSession(Item, this.#clock.now());
  }

  /** As many as can be needed, each having at least one entry, and at most 1 MB of them; in the order of the query. */
  async #findSegments({ sessionId, after, before, order, limit }: TranscriptQuery): Promise<readonly Segment[]> {
    if (before !== undefined && before <= after + 1) return [];
    const first = segmentKey(sessionId, after + 1);
    const end = segmentEndKey(sessionId);
    if (order === "ascending") return this.#querySegments(first, end, true, limit);
    if (before === undefined) return this.#querySegments(first, end, false, limit);
    // Keys tell where a segment ends: the one that `before` falls into comes next after those that end before it.
    const [around, earlier] = await Promise.all([
      this.#querySegments(segmentKey(sessionId, before), end, true, 1),
      this.#querySegments(first, segmentKey(sessionId, before - 1), false, limit),
    ]);
    return [...around.filter(({ firstSequence }) => firstSequence < before), ...earlier];
  }

  async #querySegments(from: Key, to: Key, isForward: boolean, limit: number): Promise<readonly Segment[]> {
    const command = new QueryCommand({
      TableName: this.#table,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: { ":pk": from.pk, ":from": from.sk, ":to": to.sk },
      ScanIndexForward: isForward,
      Limit: limit,
      ConsistentRead: true,
    });
    const { Items = [] } = await this.#client.send(command);
    return Items.map(fromSegmentItem);
  }

  async #readEntries(query: TranscriptQuery, segments: readonly Segment[]): Promise<readonly PlacedEntry[]> {
    const needed = selectSegments(query, segments);
    const payloads = await readPayloads(this.#client, this.#table, query.sessionId, needed);
    const placed = needed.flatMap(({ firstSequence }, index) => {
      const payload = payloads[index];
      const lines = payload === undefined ? [] : unpackBlock(payload);
      const entries = lines.map((json, line): PlacedEntry => ({ sequence: firstSequence + line, json }));
      return query.order === "ascending" ? entries : entries.toReversed();
    });
    return cutToPage(query, placed);
  }
}

/** Those that the page can need, judged by what their items say of them. */
function selectSegments(
  { limit, maximumBytes, after, before = Infinity }: TranscriptQuery,
  segments: readonly Segment[],
) {
  let count = 0;
  let byteCount = 0;
  return segments.filter((segment) => {
    const isNeeded = count < limit && (count === 0 || byteCount < maximumBytes);
    count += Math.min(segment.lastSequence, before - 1) - Math.max(segment.firstSequence, after + 1) + 1;
    byteCount += segment.byteCount;
    return isNeeded;
  });
}

function cutToPage(
  { after, before = Infinity, limit, maximumBytes }: TranscriptQuery,
  entries: readonly PlacedEntry[],
): readonly PlacedEntry[] {
  const inRange = entries.filter(({ sequence }) => sequence > after && sequence < before).slice(0, limit);
  let byteCount = 0;
  const tooMuch = inRange.findIndex(({ json }, index) => {
    byteCount += Buffer.byteLength(json);
    return index > 0 && byteCount > maximumBytes;
  });
  return tooMuch === -1 ? inRange : inRange.slice(0, tooMuch);
}

/** Whether entries of the range are not there, although the session counts them. */
function isMissingEntries(
  { after, before = Infinity, order }: TranscriptQuery,
  entries: readonly PlacedEntry[],
  entryCount: number,
): boolean {
  const first = after + 1;
  const last = Math.min(before - 1, entryCount);
  if (first > last) return false;
  const step = order === "ascending" ? 1 : -1;
  const start = entries[0]?.sequence ?? 0;
  const begins = order === "ascending" ? start === first : start >= last;
  return !begins || entries.some(({ sequence }, index) => sequence !== start + index * step);
}

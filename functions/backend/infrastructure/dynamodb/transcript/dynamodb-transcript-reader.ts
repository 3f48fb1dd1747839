import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../../application/ports/clock.ts";
import type { TranscriptPage, TranscriptQuery } from "../../../application/ports/transcript-repository.ts";
import type { PlacedEntry } from "../../../domain/transcript/entry.ts";
import { pauseAfter } from "../pause.ts";
import { sessionKey } from "../session-keys.ts";
import { unpackBlock } from "./entry-block.ts";
import { readPayloads } from "./read-payloads.ts";
import { fromSegmentItem, type Segment, toTranscriptSession, type TranscriptSession } from "./transcript-item.ts";
import { segmentEndKey, segmentKey } from "./transcript-keys.ts";

type Key = ReturnType<typeof segmentKey>;

/** A transaction shows its items within moments of each other: what is missing after so many tries is not there. */
const maximumTries = 4;

/** A query for entries that are there. */
interface BoundedQuery extends TranscriptQuery {
  readonly before: number;
  /** Whether a segment ends right before `before`. */
  readonly endsSegment: boolean;
}

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

  /**
   * Asks for the session, then for the segments that it counts, then for the chunks of what is large. What is appended
   * meanwhile is left to the next page. Of what one transaction puts, a reader may see some items before others: where the
   * session counts segments that do not show yet, all of it is read again.
   *
   * Source: AWS documentation, "Amazon DynamoDB Transactions: How it works", section "Isolation levels".
   */
  async findPage(query: TranscriptQuery): Promise<TranscriptPage | null> {
    for (let tries = 1; ; tries += 1) {
      const page = await this.#readPage(query);
      if (page !== "incomplete") return page;
      if (tries === maximumTries) throw new Error(`The transcript of the session ${query.sessionId} has a gap.`);
      await Bun.sleep(pauseAfter(tries));
    }
  }

  async #readPage(query: TranscriptQuery): Promise<TranscriptPage | "incomplete" | null> {
    const session = await this.#findSession(query.sessionId);
    if (session === null) return null;
    const lastSequence = session.entryCount;
    const before = Math.min(query.before ?? Infinity, lastSequence + 1);
    const entries = await this.#readEntries({ ...query, before, endsSegment: before > lastSequence });
    // The other reason to find it incomplete is its deletion, which the next try sees by the session.
    return isWhole(entries, { ...query, before }) ? { entries, lastSequence } : "incomplete";
  }

  async #findSession(id: string): Promise<TranscriptSession | null> {
    const command = new GetCommand({ TableName: this.#table, Key: sessionKey(id), ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    return toTranscriptSession(Item, this.#clock.now());
  }

  async #readEntries(query: BoundedQuery): Promise<readonly PlacedEntry[]> {
    if (query.before <= query.after + 1) return [];
    const segments = selectSegments(query, await this.#findSegments(query));
    const payloads = await readPayloads(this.#client, this.#table, query.sessionId, segments);
    const placed = segments.flatMap(({ firstSequence }, index) => {
      const payload = payloads[index];
      const lines = payload === undefined ? [] : unpackBlock(payload);
      const entries = lines.map((json, line): PlacedEntry => ({ sequence: firstSequence + line, json }));
      return query.order === "ascending" ? entries : entries.toReversed();
    });
    return cutToPage(query, placed);
  }

  /** As many as can be needed, each having at least one entry, and at most 1 MB of them; in the order of the query. */
  async #findSegments({ sessionId, after, before, endsSegment, order, limit }: BoundedQuery): Promise<Segment[]> {
    const first = segmentKey(sessionId, after + 1);
    const end = segmentEndKey(sessionId);
    if (order === "ascending") return this.#querySegments(first, end, true, limit);
    const earlier = this.#querySegments(first, segmentKey(sessionId, before - 1), false, limit);
    if (endsSegment) return earlier;
    // Keys tell where a segment ends: the one that `before` falls into comes next after those that end before it.
    const [around, others] = await Promise.all([
      this.#querySegments(segmentKey(sessionId, before), end, true, 1),
      earlier,
    ]);
    return [...around, ...others];
  }

  async #querySegments(from: Key, to: Key, isForward: boolean, limit: number): Promise<Segment[]> {
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
}

/** Those that the page can need, judged by what their items say of them. */
function selectSegments({ limit, maximumBytes, after, before }: BoundedQuery, segments: readonly Segment[]): Segment[] {
  let count = 0;
  let byteCount = 0;
  return segments.filter((segment) => {
    const isFull = count >= limit || (count > 0 && byteCount >= maximumBytes);
    if (isFull || segment.firstSequence >= before) return false;
    count += Math.min(segment.lastSequence, before - 1) - Math.max(segment.firstSequence, after + 1) + 1;
    byteCount += segment.byteCount;
    return true;
  });
}

function cutToPage(
  { after, before, limit, maximumBytes }: BoundedQuery,
  entries: readonly PlacedEntry[],
): PlacedEntry[] {
  const inRange = entries.filter(({ sequence }) => sequence > after && sequence < before).slice(0, limit);
  let byteCount = 0;
  const tooMuch = inRange.findIndex(({ json }, index) => {
    byteCount += Buffer.byteLength(json);
    return index > 0 && byteCount > maximumBytes;
  });
  return tooMuch === -1 ? inRange : inRange.slice(0, tooMuch);
}

/** Whether the entries are those at the beginning of the range, without a gap. */
function isWhole(
  entries: readonly PlacedEntry[],
  { after, before, order }: Pick<BoundedQuery, "after" | "before" | "order">,
): boolean {
  if (entries.length === 0) return before <= after + 1;
  const [start, step] = order === "ascending" ? [after + 1, 1] : [before - 1, -1];
  return entries.every(({ sequence }, index) => sequence === start + index * step);
}

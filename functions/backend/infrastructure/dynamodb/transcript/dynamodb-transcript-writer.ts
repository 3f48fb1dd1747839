import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../../application/ports/clock.ts";
import type { TranscriptWriter } from "../../../application/ports/transcript-repository.ts";
import type { TranscriptEnd } from "../../../domain/transcript/append-plan.ts";
import type { Entry } from "../../../domain/transcript/entry.ts";
import { TranscriptFullException } from "../../../domain/transcript/transcript-full-exception.ts";
import { batchGet } from "../batch-get.ts";
import { batchDelete } from "../batch-write.ts";
import { pauseAfter } from "../pause.ts";
import { sessionKey, sessionSortKey } from "../session-keys.ts";
import { type ConditionalWrite, transactWrite } from "../transact-write.ts";
import { BatchFingerprints, type ChangedBucket } from "./batch-fingerprints.ts";
import { decodeIdRecords, encodeIdRecords, type IdRecords } from "./id-records.ts";
import { type StoredEntries, type StoredSegment, storeSegments } from "./store-segments.ts";
import { expiryOf, fromIdBucketItem, toTranscriptSession, type TranscriptSession } from "./transcript-item.ts";
import { idBucketKey, segmentKey } from "./transcript-keys.ts";

/** DynamoDB takes items of 400 KB: this is what is left for the records of one bucket. */
const maximumBucketBytes = 390 * 1024;

/** The end of a transcript as it was read. */
interface ReadEnd {
  readonly session: TranscriptSession;
  /** By number: the buckets of the batch's ids. */
  readonly buckets: ReadonlyMap<number, IdRecords>;
}

/** A condition of the transaction does not hold: the transcript or its session have changed. */
class ChangedError extends Error {
  override readonly name = "ChangedError";
}

/** Appends a batch as it is described at DynamoDBTranscriptRepository. */
export class DynamoDBTranscriptWriter implements TranscriptWriter {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #sessionId: string;
  readonly #fingerprints: BatchFingerprints;
  #end: ReadEnd | null = null;
  #stored: StoredEntries | null = null;
  #storedCount = 0;
  #refusals = 0;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Clock, sessionId: string, batch: readonly Entry[]) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
    this.#sessionId = sessionId;
    this.#fingerprints = new BatchFingerprints(batch);
  }

  /** One request for the session and the buckets of the batch's ids. */
  async findEnd(): Promise<TranscriptEnd | null> {
    const numbers = this.#fingerprints.buckets;
    const keys = [sessionKey(this.#sessionId), ...numbers.map((number) => idBucketKey(this.#sessionId, number))];
    const items = await batchGet(this.#client, this.#table, keys);
    const bySortKey = new Map(items.map((item) => [item["sk"], item]));

    const session = toTranscriptSession(bySortKey.get(sessionSortKey), this.#clock.now());
    if (session === null) {
      await this.#discard();
      return null;
    }
    const buckets = new Map(
      numbers.map((number) => {
        const item = bySortKey.get(idBucketKey(this.#sessionId, number).sk);
        return [number, item === undefined ? new Map() : decodeIdRecords(fromIdBucketItem(item).ids)];
      }),
    );
    this.#end = { session, buckets };
    return {
      sessionId: this.#sessionId,
      state: session.state,
      lastSequence: session.entryCount,
      known: this.#fingerprints.findKnown(buckets),
    };
  }

  async append(additions: readonly Entry[]): Promise<boolean> {
    if (this.#end === null) throw new Error("Find the transcript's end before appending to it.");
    const { session, buckets } = this.#end;
    const { segments } = await this.#store(additions, session);
    const changedBuckets = this.#fingerprints.add(additions, session.entryCount, buckets);
    try {
      await transactWrite(this.#client, [
        this.#advance(session, additions.length),
        ...this.#putSegments(session, segments),
        ...changedBuckets.map((bucket) => this.#putBucket(session, bucket)),
      ]);
      return true;
    } catch (error) {
      if (!(error instanceof ChangedError)) throw error;
      this.#refusals += 1;
      await Bun.sleep(pauseAfter(this.#refusals));
      return false;
    }
  }

  /** Done again only when a later try has fewer entries to append, as the transcript has got some of them meanwhile. */
  async #store(additions: readonly Entry[], session: TranscriptSession): Promise<StoredEntries> {
    if (this.#stored !== null && this.#storedCount === additions.length) return this.#stored;
    this.#stored = await storeSegments(this.#client, this.#table, this.#sessionId, additions, expiryOf(session));
    this.#storedCount = additions.length;
    return this.#stored;
  }

  /** The session was deleted meanwhile, perhaps before these chunks were written: nobody else would delete them. */
  async #discard(): Promise<void> {
    await batchDelete(this.#client, this.#table, this.#stored?.chunkKeys ?? []);
  }

  #advance({ entryCount }: TranscriptSession, additions: number): ConditionalWrite {
    return {
      write: {
        Update: {
          TableName: this.#table,
          Key: sessionKey(this.#sessionId),
          UpdateExpression: "SET entryCount = :next",
          ConditionExpression: "#state = :running AND entryCount = :last",
          // `state` is a reserved word of DynamoDB's expressions.
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":running": "running", ":last": entryCount, ":next": entryCount + additions },
        },
      },
      refuse: () => new ChangedError(),
    };
  }

  #putSegments(session: TranscriptSession, segments: readonly StoredSegment[]): ConditionalWrite[] {
    let lastSequence = session.entryCount;
    return segments.map(({ count, byteCount, block }) => {
      const firstSequence = lastSequence + 1;
      lastSequence += count;
      const key = segmentKey(this.#sessionId, lastSequence);
      const Item = { ...key, firstSequence, lastSequence, byteCount, block, ...expiryOf(session) };
      return { write: { Put: { TableName: this.#table, Item } }, refuse: () => new ChangedError() };
    });
  }

  /** Written as a whole: that costs as much as to change a part, and takes no long expression. */
  #putBucket(session: TranscriptSession, { bucket, records, countBefore }: ChangedBucket): ConditionalWrite {
    const ids = encodeIdRecords(records);
    // Ids are spread evenly, unless somebody makes up ids that are not.
    if (ids.byteLength > maximumBucketBytes) throw new TranscriptFullException(session.entryCount);
    return {
      write: {
        Put: {
          TableName: this.#table,
          Item: { ...idBucketKey(this.#sessionId, bucket), ids, idCount: records.size, ...expiryOf(session) },
          ...(countBefore === 0
            ? { ConditionExpression: "attribute_not_exists(pk)" }
            : { ConditionExpression: "idCount = :count", ExpressionAttributeValues: { ":count": countBefore } }),
        },
      },
      refuse: () => new ChangedError(),
    };
  }
}

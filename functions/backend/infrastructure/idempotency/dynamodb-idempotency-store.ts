import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import type { Clock } from "../../application/ports/clock.ts";
import type { IdGenerator } from "../../application/ports/id-generator.ts";
import type { Claim, IdempotencyStore, KeyedRequest } from "../../application/ports/idempotency-store.ts";
import { AnswerSeal } from "./answer-seal.ts";

/** How long a record counts: a day, as the port says. */
const keptSeconds = 24 * 60 * 60;

/** Clocks of two environments differ by far less. */
const clockSkewMilliseconds = 1_000;

/** An item may have 400 KB; the rest of the record is far below 10 KB. */
const maximumAnswerBytes = 390_000;

/** A record as DynamoDB writes it: the document client does not translate items within errors. */
const recordSchema = v.object({
  fingerprint: v.object({ S: v.string() }),
  newId: v.object({ S: v.string() }),
  invocationId: v.object({ S: v.string() }),
  leaseUntil: v.object({ N: v.pipe(v.string(), v.transform(Number)) }),
  answer: v.optional(v.object({ B: v.instance(Uint8Array) })),
});

type StoredRecord = v.InferOutput<typeof recordSchema>;

/**
 * One item for each caller's key: `key` (a hash), `fingerprint`, `newId`, the `invocationId` that has the request and until
 * when (`leaseUntil`, milliseconds since 1970), the sealed `answer` once there is one, and `expiresAt` for DynamoDB's TTL.
 *
 * Why a try that breaks off anywhere does no harm: the id of what the request makes is drawn with the first claim and kept
 * with it, so a later try either finds the whole effect of an earlier one under that id, or makes it. An effect is one
 * transaction, so there is nothing in between. A later try begins when no earlier one can be running: after its lease,
 * which is as long as its invocation can last, or once it has been released.
 */
export class DynamoDBIdempotencyStore implements IdempotencyStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #clock: Clock;
  readonly #ids: IdGenerator;

  constructor(client: DynamoDBDocumentClient, table: string, clock: Clock, ids: IdGenerator) {
    this.#client = client;
    this.#table = table;
    this.#clock = clock;
    this.#ids = ids;
  }

  async claim(request: KeyedRequest): Promise<Claim> {
    const newId = this.#ids.next();
    const existing = await this.#insert(request, newId);
    if (existing === "none") return { outcome: "claimed", newId };
    if (existing === "gone") return { outcome: "in-flight" };
    const claim = await this.#judge(request, existing);
    return claim ?? this.#takeOver(request, existing);
  }

  async complete(request: KeyedRequest, answer: string): Promise<void> {
    const sealed = await sealOf(request).seal(answer);
    if (sealed.byteLength > maximumAnswerBytes) return this.release(request);
    await this.#change(request, "SET answer = :answer", { ":answer": sealed });
  }

  release(request: KeyedRequest): Promise<void> {
    return this.#change(request, "SET leaseUntil = :over", { ":over": 0 });
  }

  async #insert(request: KeyedRequest, newId: string): Promise<Obstacle> {
    const now = this.#clock.now().getTime();
    const { fingerprint, invocationId } = request;
    const key = sealOf(request).recordKey;
    const record = { key, fingerprint, newId, invocationId, leaseUntil: leaseEnd(now, request) };
    return obstacleTo(() =>
      this.#client.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...record, expiresAt: Math.floor(now / 1_000) + keptSeconds },
          // DynamoDB deletes expired items within a few days, not at once.
          ConditionExpression: "attribute_not_exists(#key) OR expiresAt <= :now",
          ExpressionAttributeNames: { "#key": "key" },
          ExpressionAttributeValues: { ":now": Math.floor(now / 1_000) },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ),
    );
  }

  /** Undefined where the request waits for somebody to answer it. */
  async #judge(request: KeyedRequest, record: StoredRecord): Promise<Claim | undefined> {
    if (record.fingerprint.S !== request.fingerprint) return { outcome: "mismatch" };
    if (record.answer !== undefined) {
      return { outcome: "answered", answer: await sealOf(request).open(record.answer.B) };
    }
    // The SDK has sent the claim twice, since the answer to the first was lost.
    if (record.invocationId.S === request.invocationId) return { outcome: "claimed", newId: record.newId.S };
    return record.leaseUntil.N > this.#clock.now().getTime() ? { outcome: "in-flight" } : undefined;
  }

  async #takeOver(request: KeyedRequest, previous: StoredRecord): Promise<Claim> {
    const existing = await obstacleTo(() =>
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { key: sealOf(request).recordKey },
          UpdateExpression: "SET invocationId = :next, leaseUntil = :until",
          ConditionExpression: "invocationId = :previous AND leaseUntil = :over AND attribute_not_exists(answer)",
          ExpressionAttributeValues: {
            ":next": request.invocationId,
            ":until": leaseEnd(this.#clock.now().getTime(), request),
            ":previous": previous.invocationId.S,
            ":over": previous.leaseUntil.N,
          },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ),
    );
    if (existing === "none") return { outcome: "claimed", newId: previous.newId.S };
    if (existing === "gone") return { outcome: "in-flight" };
    // Another try was faster.
    return (await this.#judge(request, existing)) ?? { outcome: "in-flight" };
  }

  /** Changes the record as long as it is this invocation's; else there is nothing to do any more. */
  async #change(request: KeyedRequest, expression: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const command = new UpdateCommand({
      TableName: this.#table,
      Key: { key: sealOf(request).recordKey },
      UpdateExpression: expression,
      ConditionExpression: "invocationId = :own",
      ExpressionAttributeValues: { ...values, ":own": request.invocationId },
    });
    try {
      await this.#client.send(command);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

function sealOf({ callerId, key }: KeyedRequest): AnswerSeal {
  return new AnswerSeal(callerId, key);
}

function leaseEnd(now: number, { leaseMilliseconds }: KeyedRequest): number {
  return now + Math.max(0, leaseMilliseconds) + clockSkewMilliseconds;
}

/** The record because of which a write's condition does not hold; `gone` when it was deleted meanwhile, by its TTL. */
type Obstacle = StoredRecord | "none" | "gone";

async function obstacleTo(write: () => Promise<unknown>): Promise<Obstacle> {
  try {
    await write();
    return "none";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item === undefined ? "gone" : v.parse(recordSchema, error.Item);
  }
}

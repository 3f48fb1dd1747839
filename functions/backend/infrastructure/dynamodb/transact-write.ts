import { type AttributeValue, type CancellationReason, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { pauseAfter } from "./pause.ts";
import { overloaded } from "./unavailable.ts";

type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** An item as DynamoDB writes it: the document client does not translate items within errors. */
export type RawItem = Readonly<Record<string, AttributeValue>>;

/** One part of a transaction. */
export interface ConditionalWrite {
  readonly write: TransactItem;
  /**
   * What it means that the condition does not hold; absent where the write has none.
   *
   * @param existing The item as it is, where the write asks for it by `ReturnValuesOnConditionCheckFailure`.
   */
  readonly refuse?: (existing: RawItem | undefined) => Error;
}

const maximumAttempts = 6;

/** Cancellation reasons that pass by themselves. */
const passingReasons: ReadonlySet<string | undefined> = new Set([
  "ProvisionedThroughputExceeded",
  "ThrottlingError",
  "TransactionConflict",
]);

/**
 * Writes everything or nothing. Where conditions fail, the first write's `refuse` in the given order decides, unless an
 * earlier write has collided, whose own condition is not known yet. A transaction that collides with another is tried again;
 * each try has a token, by which DynamoDB recognises the SDK's retry of a request whose answer was lost.
 *
 * Source: AWS documentation, "TransactWriteItems", Amazon DynamoDB API Reference.
 *
 * @throws ServiceUnavailableException `overloaded` after several collisions; otherwise what `refuse` gives.
 */
export async function transactWrite(
  client: DynamoDBDocumentClient,
  writes: readonly ConditionalWrite[],
): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      await send(client, writes);
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const refusal = findRefusal(writes, reasons);
      if (refusal !== undefined) throw refusal;
      if (!reasons.some(({ Code }) => passingReasons.has(Code))) throw error;
      if (attempts >= maximumAttempts) throw overloaded(error);
      await Bun.sleep(pauseAfter(attempts));
    }
  }
}

function send(client: DynamoDBDocumentClient, writes: readonly ConditionalWrite[]): Promise<unknown> {
  return client.send(
    new TransactWriteCommand({
      TransactItems: writes.map(({ write }) => write),
      ClientRequestToken: crypto.randomUUID(),
    }),
  );
}

/**
 * Reasons stand in the order of the writes. While another transaction commits, one of its items may be locked and the next
 * one written: when that is an earlier try of the same request, only the locked one would tell.
 */
function findRefusal(writes: readonly ConditionalWrite[], reasons: readonly CancellationReason[]): Error | undefined {
  const index = reasons.findIndex(({ Code }) => Code !== "None");
  const reason = reasons[index];
  return reason?.Code === "ConditionalCheckFailed" ? writes[index]?.refuse?.(reason.Item) : undefined;
}

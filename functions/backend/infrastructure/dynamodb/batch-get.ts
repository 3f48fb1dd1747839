import { BatchGetCommand, type BatchGetCommandInput, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { inBatches } from "./batches.ts";
import { Stalls } from "./stalls.ts";

type Keys = NonNullable<BatchGetCommandInput["RequestItems"]>[string]["Keys"];

/** Source: AWS documentation, "BatchGetItem", Amazon DynamoDB API Reference. */
const largestBatch = 100;

/**
 * Reads the items that there are of the given keys, consistently, in no order; all batches at once. An answer ends at
 * 16 MB, and at 1 MB of one partition: what DynamoDB leaves unread it is asked for again, at once where it has read some.
 *
 * @param keys No key twice.
 * @throws ServiceUnavailableException `overloaded` when DynamoDB goes on leaving all of it unread.
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Readonly<Record<string, unknown>>[],
): Promise<Record<string, unknown>[]> {
  const items = await Promise.all(inBatches(keys, largestBatch).map((batch) => readBatch(client, table, batch)));
  return items.flat();
}

async function readBatch(client: DynamoDBDocumentClient, table: string, batch: NonNullable<Keys>) {
  const stalls = new Stalls();
  const found: Record<string, unknown>[] = [];
  let left = batch;
  for (;;) {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
    );
    found.push(...(Responses[table] ?? []));
    const unprocessed = UnprocessedKeys[table]?.Keys ?? [];
    if (unprocessed.length === 0) return found;
    if (unprocessed.length < left.length) stalls.end();
    else await stalls.pause();
    left = unprocessed;
  }
}

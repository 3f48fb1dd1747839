import { BatchWriteCommand, type BatchWriteCommandInput, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { inBatches } from "./batches.ts";
import { Stalls } from "./stalls.ts";

type Requests = NonNullable<BatchWriteCommandInput["RequestItems"]>[string];

/** Source: AWS documentation, "BatchWriteItem", Amazon DynamoDB API Reference. */
const largestBatch = 25;

/**
 * Puts items, each in place of what may be there, in batches one after the other (a batch may have 16 MB). What DynamoDB
 * leaves undone, since there is too much load, it is asked for again after a pause. Batches are not atomic: what fails has
 * put some of the items.
 *
 * @throws ServiceUnavailableException `overloaded` when DynamoDB goes on leaving all of it undone.
 */
export async function batchWrite(
  client: DynamoDBDocumentClient,
  table: string,
  items: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const requests = items.map((Item) => ({ PutRequest: { Item } }));
  for (const batch of inBatches(requests, largestBatch)) await writeBatch(client, table, batch);
}

/**
 * Deletes items by their keys, all batches at once. A key that nothing has is no mistake.
 *
 * @throws ServiceUnavailableException as `batchWrite` does.
 */
export async function batchDelete(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const requests = keys.map((Key) => ({ DeleteRequest: { Key } }));
  await Promise.all(inBatches(requests, largestBatch).map((batch) => writeBatch(client, table, batch)));
}

async function writeBatch(client: DynamoDBDocumentClient, table: string, batch: Requests): Promise<void> {
  const stalls = new Stalls();
  let left = batch;
  for (;;) {
    const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: left } }));
    const unprocessed = UnprocessedItems[table] ?? [];
    if (unprocessed.length === 0) return;
    if (unprocessed.length < left.length) stalls.end();
    await stalls.pause();
    left = unprocessed;
  }
}

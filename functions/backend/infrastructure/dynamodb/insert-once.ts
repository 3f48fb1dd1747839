import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type ConditionalWrite, transactWrite } from "./transact-write.ts";

/** An item to be written to a table, whose partition key is the attribute `partition`. */
export interface NewItem {
  readonly table: string;
  readonly partition: string;
  readonly item: Record<string, unknown>;
}

/**
 * Writes a new item, and what goes with it, unless an item with its key is there already.
 *
 * @returns Whether it was written; if not, an earlier try of the same request may have been the one that did.
 * @throws As `transactWrite` does.
 */
export async function insertOnce(
  client: DynamoDBDocumentClient,
  { table, partition, item }: NewItem,
  others: readonly ConditionalWrite[],
): Promise<boolean> {
  const put: ConditionalWrite = {
    write: { Put: { TableName: table, Item: item, ConditionExpression: `attribute_not_exists(${partition})` } },
    refuse: () => new ItemExistsError(),
  };
  try {
    // First, so that it is this refusal that counts: with the item there is all that goes with it.
    await transactWrite(client, [put, ...others]);
    return true;
  } catch (error) {
    if (error instanceof ItemExistsError) return false;
    throw error;
  }
}

class ItemExistsError extends Error {}

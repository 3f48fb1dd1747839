import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { batchDelete } from "./batch-write.ts";
import { sessionKey, sessionSortKey } from "./session-keys.ts";
import { transactWrite } from "./transact-write.ts";

/**
 * Deletes what stands in a session's partition, the session's own item last: as long as it stands there with its mark,
 * the next caller knows that there is work left.
 *
 * @param mayContinue Asked before each step of at most 100 items.
 * @returns Whether everything is gone.
 */
export async function finishSessionDeletion(
  client: DynamoDBDocumentClient,
  table: string,
  id: string,
  mayContinue: () => boolean,
): Promise<boolean> {
  const session = sessionKey(id);
  let startKey: QueryCommandOutput["LastEvaluatedKey"];
  do {
    if (!mayContinue()) return false;
    const command = new QueryCommand({
      TableName: table,
      KeyConditionExpression: "pk = :session",
      ProjectionExpression: "pk, sk",
      ExpressionAttributeValues: { ":session": session.pk },
      Limit: 100,
      ExclusiveStartKey: startKey,
      ConsistentRead: true,
    });
    const { Items = [], LastEvaluatedKey } = await client.send(command);
    const transcript = Items.filter(({ sk }) => sk !== sessionSortKey);
    await batchDelete(client, table, transcript);
    startKey = LastEvaluatedKey;
  } while (startKey !== undefined);

  // A transaction, since it is tried again when it meets one that still tries to append.
  await transactWrite(client, [{ write: { Delete: { TableName: table, Key: session } } }]);
  return true;
}

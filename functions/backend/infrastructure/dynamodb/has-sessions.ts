import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { membershipPartition } from "./session-keys.ts";
import { unexpired } from "./unexpired.ts";

/** Enough to be likely to meet one that has not expired, and cheap. */
const memberships = 25;

/**
 * Whether a client has a session that has not expired, as of the last completed change.
 *
 * @param table The physical name of the table with the sessions.
 */
export async function hasSessions(
  client: DynamoDBDocumentClient,
  table: string,
  clientId: string,
  now: Date,
): Promise<boolean> {
  const { FilterExpression, values } = unexpired(now);
  let startKey: QueryCommandOutput["LastEvaluatedKey"];
  do {
    const command = new QueryCommand({
      TableName: table,
      KeyConditionExpression: "pk = :client",
      FilterExpression,
      ExpressionAttributeValues: { ...values, ":client": membershipPartition(clientId) },
      ScanIndexForward: false,
      Limit: memberships,
      ExclusiveStartKey: startKey,
      ConsistentRead: true,
    });
    const { Count = 0, LastEvaluatedKey } = await client.send(command);
    if (Count > 0) return true;
    startKey = LastEvaluatedKey;
  } while (startKey !== undefined);
  return false;
}

import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandOutput } from "@aws-sdk/lib-dynamodb";
import { membershipPartition } from "./session-keys.ts";
import { unexpired } from "./unexpired.ts";

/** So many are looked at first: enough to be likely to meet one that has not expired, and cheap. */
const firstMemberships = 25;

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
  let limit: number | undefined = firstMemberships;
  do {
    const command = new QueryCommand({
      TableName: table,
      KeyConditionExpression: "pk = :client",
      FilterExpression,
      ExpressionAttributeValues: { ...values, ":client": membershipPartition(clientId) },
      ScanIndexForward: false,
      Limit: limit,
      ExclusiveStartKey: startKey,
      ConsistentRead: true,
    });
    const { Count = 0, LastEvaluatedKey } = await client.send(command);
    if (Count > 0) return true;
    startKey = LastEvaluatedKey;
    // DynamoDB can be days behind with deleting what has expired: as much at once as an answer holds.
    limit = undefined;
  } while (startKey !== undefined);
  return false;
}

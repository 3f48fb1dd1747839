import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { Client } from "../../domain/client/client.ts";
import { ClientChangedException } from "../../domain/client/client-changed-exception.ts";
import { ClientHasSessionsException } from "../../domain/client/client-has-sessions-exception.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import { fromClientItem } from "./client-item.ts";
import { hasSessions } from "./has-sessions.ts";
import type { TableNames } from "./linked-table.ts";
import { membershipKey } from "./session-keys.ts";
import { type ConditionalWrite, type RawItem, transactWrite } from "./transact-write.ts";
import { unexpired } from "./unexpired.ts";

/**
 * Deletes a client that has no sessions. No transaction can be conditioned on items that are not there, so three steps:
 * read which session started last; look for sessions; delete, provided that none has started since the first step, for
 * the start of a session leaves its id with the client. One that has begins the steps anew, and then they find it.
 *
 * A query may not see yet what a transaction has put that shows elsewhere already. So the deletion also requires that the
 * session that started last, which the client's item names, is not there: a condition waits for such a transaction.
 *
 * Source: AWS documentation, "Amazon DynamoDB Transactions: How it works", section "Isolation levels".
 *
 * @param releaseSlug Goes into the same transaction.
 * @param now Sessions that expire until then do not count.
 * @throws ClientNotFoundException, ClientChangedException, ClientHasSessionsException
 */
export async function removeClient(
  dynamoDB: DynamoDBDocumentClient,
  tables: TableNames,
  client: Client,
  releaseSlug: ConditionalWrite,
  now: Date,
): Promise<void> {
  const { id, version } = client;
  const table = tables("Clients");
  const get = new GetCommand({ TableName: table, Key: { clientId: id }, ConsistentRead: true });
  const { Item } = await dynamoDB.send(get);
  if (Item === undefined) throw new ClientNotFoundException(id);
  if (fromClientItem(Item).version !== version) throw new ClientChangedException(id);
  if (await hasSessions(dynamoDB, tables("Sessions"), id, now)) throw new ClientHasSessionsException(id);

  const lastSessionId: unknown = Item["lastSessionId"];
  const remove: ConditionalWrite = {
    write: {
      Delete: {
        TableName: table,
        Key: { clientId: id },
        ConditionExpression:
          lastSessionId === undefined
            ? "version = :version AND attribute_not_exists(lastSessionId)"
            : "version = :version AND lastSessionId = :last",
        ExpressionAttributeValues: { ":version": version, ":last": lastSessionId },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refuse: (existing) => refusal(id, version, existing),
  };
  const last = typeof lastSessionId === "string" ? [hasNoSession(tables("Sessions"), id, lastSessionId, now)] : [];
  try {
    await transactWrite(dynamoDB, [remove, releaseSlug, ...last]);
  } catch (error) {
    if (!(error instanceof SessionStartedError)) throw error;
    await removeClient(dynamoDB, tables, client, releaseSlug, now);
  }
}

function hasNoSession(table: string, clientId: string, sessionId: string, now: Date): ConditionalWrite {
  const { FilterExpression, values } = unexpired(now);
  return {
    write: {
      ConditionCheck: {
        TableName: table,
        Key: membershipKey(clientId, sessionId),
        ConditionExpression: `attribute_not_exists(pk) OR NOT ${FilterExpression}`,
        ExpressionAttributeValues: values,
      },
    },
    refuse: () => new ClientHasSessionsException(clientId),
  };
}

/** A session has started while the client was being deleted. */
class SessionStartedError extends Error {}

function refusal(id: string, version: number, existing: RawItem | undefined): Error {
  if (existing === undefined) return new ClientNotFoundException(id);
  return existing["version"]?.N === String(version) ? new SessionStartedError() : new ClientChangedException(id);
}

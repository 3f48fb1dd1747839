import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { SessionPage, SessionQuery } from "../../application/ports/session-repository.ts";
import { fromSessionItem } from "./session-item.ts";
import { sessionKey, sessionKind } from "./session-keys.ts";
import { queryPage } from "./query-page.ts";
import { unexpired } from "./unexpired.ts";

/** The indexes by their partition keys. */
const indexes = { kind: "byStart", clientId: "byClient", state: "byState", categoryId: "byCategory" } as const;

/** A page of sessions out of the index for its filter, newest first. */
export async function listSessions(
  client: DynamoDBDocumentClient,
  table: string,
  { filter, limit, after }: SessionQuery,
  now: Date,
): Promise<SessionPage> {
  const { by, value } = filter ?? { by: "kind", value: sessionKind };
  const { FilterExpression, values } = unexpired(now);
  const { values: sessions, isLast } = await queryPage(
    client,
    {
      TableName: table,
      IndexName: indexes[by],
      KeyConditionExpression: "#by = :by",
      FilterExpression,
      ExpressionAttributeNames: { "#by": by },
      ExpressionAttributeValues: { ...values, ":by": value },
      ScanIndexForward: false,
      ExclusiveStartKey: after === null ? undefined : { ...sessionKey(after), sessionId: after, [by]: value },
    },
    limit,
    fromSessionItem,
  );
  return { sessions, next: isLast ? null : (sessions.at(-1)?.id ?? null) };
}

import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { SessionFilter, SessionPage, SessionQuery } from "../../application/ports/session-repository.ts";
import { fromSessionItem } from "./session-item.ts";
import { sessionKey, sessionKind } from "./session-keys.ts";
import { queryPage } from "./query-page.ts";
import { unexpired } from "./unexpired.ts";

/** A page of sessions out of the index for its filter, newest first. */
export async function listSessions(
  client: DynamoDBDocumentClient,
  table: string,
  { filter, limit, after }: SessionQuery,
  now: Date,
): Promise<SessionPage> {
  const { index, attribute, value } = toPartition(filter);
  const { FilterExpression, values } = unexpired(now);
  const { values: sessions, isLast } = await queryPage(
    client,
    {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: "#by = :by",
      FilterExpression,
      ExpressionAttributeNames: { "#by": attribute },
      ExpressionAttributeValues: { ...values, ":by": value },
      ScanIndexForward: false,
      ExclusiveStartKey: after === null ? undefined : { ...sessionKey(after), sessionId: after, [attribute]: value },
    },
    limit,
    fromSessionItem,
  );
  return { sessions, next: isLast ? null : (sessions.at(-1)?.id ?? null) };
}

function toPartition(filter: SessionFilter | null): { index: string; attribute: string; value: string } {
  switch (filter?.by) {
    case undefined:
      return { index: "byStart", attribute: "kind", value: sessionKind };
    case "client":
      return { index: "byClient", attribute: "clientId", value: filter.value };
    case "state":
      return { index: "byState", attribute: "state", value: filter.value };
    case "category":
      return { index: "byCategory", attribute: "categoryId", value: filter.value };
  }
}

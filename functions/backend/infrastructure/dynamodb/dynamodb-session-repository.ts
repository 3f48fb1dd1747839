import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../application/ports/clock.ts";
import type { SessionPage, SessionQuery, SessionRepository } from "../../application/ports/session-repository.ts";
import { ClientArchivedException } from "../../domain/client/client-archived-exception.ts";
import type { Session } from "../../domain/session/session.ts";
import { SessionCategoryNotFoundException } from "../../domain/session/session-category-not-found-exception.ts";
import { SessionChangedException } from "../../domain/session/session-changed-exception.ts";
import { SessionClientNotFoundException } from "../../domain/session/session-client-not-found-exception.ts";
import { SessionNotFoundException } from "../../domain/session/session-not-found-exception.ts";
import { categoryCheck } from "./category-check.ts";
import { finishSessionDeletion } from "./finish-session-deletion.ts";
import { insertOnce } from "./insert-once.ts";
import type { TableNames } from "./linked-table.ts";
import { listSessions } from "./list-sessions.ts";
import { fromSessionItem, toMembershipItem, toNewSessionItem, toSessionAttributes } from "./session-item.ts";
import { deletingState, membershipKey, sessionKey } from "./session-keys.ts";
import { type ConditionalWrite, type RawItem, transactWrite } from "./transact-write.ts";

/**
 * Sessions, in the table that also holds their transcripts:
 *
 * | item       | pk                  | sk             | in the indexes                                       |
 * |------------|---------------------|----------------|------------------------------------------------------|
 * | session    | `SESSION#<id>`      | `SESSION`      | by `kind`, `clientId`, `state`, `categoryId`, then id |
 * | membership | `CLIENT#<clientId>` | `SESSION#<id>` |                                                      |
 *
 * The membership makes sure that no client goes away under a session: unlike an index it can be read consistently.
 * `version` gives optimistic locking. `entryCount`, which changes with the transcript, is no new version.
 *
 * Deletion begins with a mark in one transaction: the state becomes `deleting`, and all that puts the session into an
 * index goes, except for that state, by which a deletion that nobody finished can be found.
 */
export class DynamoDBSessionRepository implements SessionRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #tables: TableNames;
  readonly #clock: Clock;

  /** @param tables Asked for tables of other things only when they are needed: not every function is linked to them. */
  constructor(client: DynamoDBDocumentClient, tables: TableNames, clock: Clock) {
    this.#client = client;
    this.#table = tables("Sessions");
    this.#tables = tables;
    this.#clock = clock;
  }

  async find(id: string): Promise<Session | null> {
    const found = await this.findForDeletion(id);
    return found === "deleting" ? null : found;
  }

  async findForDeletion(id: string): Promise<Session | "deleting" | null> {
    const command = new GetCommand({ TableName: this.#table, Key: sessionKey(id), ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    if (Item === undefined) return null;
    if (Item["state"] === deletingState) return "deleting";
    const session = fromSessionItem(Item);
    return session.hasExpired(this.#clock.now()) ? null : session;
  }

  list(query: SessionQuery): Promise<SessionPage> {
    return listSessions(this.#client, this.#table, query, this.#clock.now());
  }

  insert(session: Session): Promise<boolean> {
    const newItem = { table: this.#table, partition: "pk", item: toNewSessionItem(session) };
    return insertOnce(this.#client, newItem, [
      this.#tellClient(session),
      ...this.#checkCategory(session.categoryId),
      { write: { Put: { TableName: this.#table, Item: toMembershipItem(session) } } },
    ]);
  }

  replace(from: Session, to: Session): Promise<void> {
    const category = from.categoryId === to.categoryId ? [] : this.#checkCategory(to.categoryId);
    const { title, state, updatedAt, endedAt, version, categoryId } = toSessionAttributes(to);
    const update: ConditionalWrite = {
      write: {
        Update: {
          TableName: this.#table,
          Key: sessionKey(from.id),
          UpdateExpression:
            "SET title = :title, #state = :state, updatedAt = :updatedAt, endedAt = :endedAt, version = :version" +
            (categoryId === undefined ? " REMOVE categoryId" : ", categoryId = :categoryId"),
          ConditionExpression: "version = :from",
          // `state` is a reserved word of DynamoDB's expressions.
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: {
            ":title": title,
            ":state": state,
            ":updatedAt": updatedAt,
            ":endedAt": endedAt,
            ":version": version,
            ":categoryId": categoryId,
            ":from": from.version,
          },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refuse: (existing) => goneOrChanged(from.id, existing),
    };
    return transactWrite(this.#client, [update, ...category]);
  }

  beginDeletion({ id, clientId, version }: Session): Promise<void> {
    return transactWrite(this.#client, [
      {
        write: {
          Update: {
            TableName: this.#table,
            Key: sessionKey(id),
            // The next version, so that no change made for this one comes after the mark.
            UpdateExpression: "SET #state = :deleting, version = :next REMOVE kind, clientId, categoryId",
            ConditionExpression: "version = :version",
            ExpressionAttributeNames: { "#state": "state" },
            ExpressionAttributeValues: { ":deleting": deletingState, ":version": version, ":next": version + 1 },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
        refuse: (existing) => goneOrChanged(id, existing),
      },
      { write: { Delete: { TableName: this.#table, Key: membershipKey(clientId, id) } } },
    ]);
  }

  finishDeletion(id: string, mayContinue: () => boolean): Promise<boolean> {
    return finishSessionDeletion(this.#client, this.#table, id, mayContinue);
  }

  /** Leaves the session's id with its client, which must be active. */
  #tellClient({ id, clientId }: Session): ConditionalWrite {
    return {
      write: {
        Update: {
          TableName: this.#tables("Clients"),
          Key: { clientId },
          UpdateExpression: "SET lastSessionId = :id",
          ConditionExpression: "#state = :active",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":id": id, ":active": "active" },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refuse: (existing) =>
        existing === undefined ? new SessionClientNotFoundException(clientId) : new ClientArchivedException(clientId),
    };
  }

  /** Nothing to check where there is no category. */
  #checkCategory(categoryId: string | null): readonly ConditionalWrite[] {
    if (categoryId === null) return [];
    return [categoryCheck(this.#tables("Table"), categoryId, () => new SessionCategoryNotFoundException(categoryId))];
  }
}

function goneOrChanged(id: string, existing: RawItem | undefined): Error {
  const isGone = existing === undefined || existing["state"]?.S === deletingState;
  return isGone ? new SessionNotFoundException(id) : new SessionChangedException(id);
}

import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type { ClientPage, ClientQuery, ClientRepository } from "../../application/ports/client-repository.ts";
import type { Clock } from "../../application/ports/clock.ts";
import type { Client } from "../../domain/client/client.ts";
import { ClientChangedException } from "../../domain/client/client-changed-exception.ts";
import { ClientNotFoundException } from "../../domain/client/client-not-found-exception.ts";
import { ClientSlugTakenException } from "../../domain/client/client-slug-taken-exception.ts";
import { DefaultCategoryNotFoundException } from "../../domain/client/default-category-not-found-exception.ts";
import { categoryCheck } from "./category-check.ts";
import { fromClientItem, slugReservationKey, toClientItem } from "./client-item.ts";
import { insertOnce } from "./insert-once.ts";
import type { TableNames } from "./linked-table.ts";
import { queryPage } from "./query-page.ts";
import { removeClient } from "./remove-client.ts";
import { type ConditionalWrite, type RawItem, transactWrite } from "./transact-write.ts";

/**
 * Clients in a table of their own:
 *
 * | item             | clientId      | in the indexes        |
 * |------------------|---------------|-----------------------|
 * | client           | `<id>`        | by `state`, by `slug` |
 * | slug reservation | `SLUG#<slug>` |                       |
 *
 * An index cannot keep slugs unique; the reservation, written in the same transaction as the client, does. `version`
 * gives optimistic locking. `lastSessionId` changes with every session that starts and is no new version: by it,
 * `removeClient` notices a session that starts while it looks for sessions.
 */
export class DynamoDBClientRepository implements ClientRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #tables: TableNames;
  readonly #clock: Clock;

  /** @param tables Asked for tables of other things only when they are needed: not every function is linked to them. */
  constructor(client: DynamoDBDocumentClient, tables: TableNames, clock: Clock) {
    this.#client = client;
    this.#table = tables("Clients");
    this.#tables = tables;
    this.#clock = clock;
  }

  async find(id: string): Promise<Client | null> {
    const command = new GetCommand({ TableName: this.#table, Key: { clientId: id }, ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    return Item === undefined ? null : fromClientItem(Item);
  }

  async list({ filter, limit, after }: ClientQuery): Promise<ClientPage> {
    const { values: clients, isLast } = await queryPage(
      this.#client,
      {
        TableName: this.#table,
        IndexName: filter.by === "state" ? "byState" : "bySlug",
        KeyConditionExpression: "#by = :value",
        ExpressionAttributeNames: { "#by": filter.by },
        ExpressionAttributeValues: { ":value": filter.value },
        ScanIndexForward: false,
        ExclusiveStartKey: after === null ? undefined : { clientId: after, [filter.by]: filter.value },
      },
      limit,
      fromClientItem,
    );
    return { clients, next: isLast ? null : (clients.at(-1)?.id ?? null) };
  }

  insert(client: Client): Promise<boolean> {
    const newItem = { table: this.#table, partition: "clientId", item: toClientItem(client) };
    return insertOnce(this.#client, newItem, [...this.#checkCategory(client), this.#reserveSlug(client)]);
  }

  replace(from: Client, to: Client): Promise<void> {
    const newSlug = from.slug === to.slug ? [] : [this.#reserveSlug(to), this.#releaseSlug(from)];
    const category = from.defaultCategoryId === to.defaultCategoryId ? [] : this.#checkCategory(to);
    return transactWrite(this.#client, [this.#update(from, to), ...category, ...newSlug]);
  }

  remove(client: Client): Promise<void> {
    return removeClient(this.#client, this.#tables, client, this.#releaseSlug(client), this.#clock.now());
  }

  #update(from: Client, to: Client): ConditionalWrite {
    const { clientId, ...attributes } = toClientItem(to);
    const names = Object.keys(attributes);
    return {
      write: {
        Update: {
          TableName: this.#table,
          Key: { clientId },
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
          ConditionExpression: "#version = :from",
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
            ":from": from.version,
          },
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refuse: (existing) => goneOrChanged(from.id, existing),
    };
  }

  #reserveSlug({ id, slug }: Client): ConditionalWrite {
    return {
      write: {
        Put: {
          TableName: this.#table,
          Item: { ...slugReservationKey(slug), reservedFor: id },
          ConditionExpression: "attribute_not_exists(clientId)",
        },
      },
      refuse: () => new ClientSlugTakenException(slug),
    };
  }

  #releaseSlug({ id, slug }: Client): ConditionalWrite {
    return {
      write: {
        Delete: {
          TableName: this.#table,
          Key: slugReservationKey(slug),
          ConditionExpression: "reservedFor = :id",
          ExpressionAttributeValues: { ":id": id },
        },
      },
      refuse: () => new Error(`The client ${id} does not hold the reservation of its slug.`),
    };
  }

  /** Nothing to check where there is no default category. */
  #checkCategory({ defaultCategoryId }: Client): readonly ConditionalWrite[] {
    if (defaultCategoryId === null) return [];
    const refuse = () => new DefaultCategoryNotFoundException(defaultCategoryId);
    return [categoryCheck(this.#tables("Table"), defaultCategoryId, refuse)];
  }
}

function goneOrChanged(id: string, existing: RawItem | undefined): Error {
  return existing === undefined ? new ClientNotFoundException(id) : new ClientChangedException(id);
}

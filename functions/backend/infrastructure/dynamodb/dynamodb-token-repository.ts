import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { TokenPage, TokenQuery, TokenRepository } from "../../application/ports/token-repository.ts";
import type { ApiToken } from "../../domain/token/api-token.ts";
import { TokenChangedException } from "../../domain/token/token-changed-exception.ts";
import { TokenNotFoundException } from "../../domain/token/token-not-found-exception.ts";
import type { DocumentClient } from "./document-client.ts";
import { refusingWhenThrottled } from "./throttling.ts";
import { fromTokenItem, tokenKind, toTokenItem } from "./token-item.ts";

/**
 * Tokens in the table `Tokens`, one item each, by id. The index `byKind` has them all in one partition, in the order of
 * their ids and so of their creation. `version` gives optimistic locking.
 */
export class DynamoDBTokenRepository implements TokenRepository {
  readonly #client: DocumentClient;
  readonly #table: string;

  constructor(client: DocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(id: string): Promise<ApiToken | null> {
    // Consistent, so that a revocation counts as soon as the authorizer's cache is over.
    const command = new GetCommand({ TableName: this.#table, Key: { tokenId: id }, ConsistentRead: true });
    const { Item } = await refusingWhenThrottled(() => this.#client.send(command));
    return Item === undefined ? null : fromTokenItem(Item);
  }

  /** One token more than asked for is read, to know whether the page is the last. */
  async list({ limit, after }: TokenQuery): Promise<TokenPage> {
    const wanted = limit + 1;
    const found: ApiToken[] = [];
    let startKey = after === null ? undefined : { tokenId: after, kind: tokenKind };
    do {
      const command: QueryCommand = new QueryCommand({
        TableName: this.#table,
        IndexName: "byKind",
        KeyConditionExpression: "kind = :kind",
        ExpressionAttributeValues: { ":kind": tokenKind },
        ScanIndexForward: false,
        Limit: wanted - found.length,
        ExclusiveStartKey: startKey,
      });
      // An answer ends at 1 MB even when more is wanted.
      const { Items = [], LastEvaluatedKey } = await refusingWhenThrottled(() => this.#client.send(command));
      found.push(...Items.map(fromTokenItem));
      startKey = LastEvaluatedKey === undefined ? undefined : { tokenId: found.at(-1)?.id ?? "", kind: tokenKind };
    } while (startKey !== undefined && found.length < wanted);

    const tokens = found.slice(0, limit);
    return { tokens, next: found.length > limit ? (tokens.at(-1)?.id ?? null) : null };
  }

  async insert(token: ApiToken): Promise<void> {
    const command = new PutCommand({
      TableName: this.#table,
      Item: toTokenItem(token),
      // Also when the answer to a first try was lost: the same id is only ever given to the same token.
      ConditionExpression: "attribute_not_exists(tokenId) OR #hash = :hash",
      ExpressionAttributeNames: { "#hash": "hash" },
      ExpressionAttributeValues: { ":hash": token.hash },
    });
    await refusingWhenThrottled(() => this.#client.send(command));
  }

  async replace(from: ApiToken, to: ApiToken): Promise<void> {
    const { revokedAt, lastUsedAt, version, expiresAt } = toTokenItem(to);
    const command = new UpdateCommand({
      TableName: this.#table,
      Key: { tokenId: from.id },
      UpdateExpression:
        "SET revokedAt = :revokedAt, lastUsedAt = :lastUsedAt, version = :version" +
        (expiresAt === undefined ? "" : ", expiresAt = :expiresAt"),
      ConditionExpression: "version = :from",
      ExpressionAttributeValues: {
        ":revokedAt": revokedAt,
        ":lastUsedAt": lastUsedAt,
        ":version": version,
        ":expiresAt": expiresAt,
        ":from": from.version,
      },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    try {
      await refusingWhenThrottled(() => this.#client.send(command));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      throw error.Item === undefined ? new TokenNotFoundException(from.id) : new TokenChangedException(from.id);
    }
  }
}

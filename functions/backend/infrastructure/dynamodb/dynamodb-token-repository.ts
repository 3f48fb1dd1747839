import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { TokenPage, TokenQuery, TokenRepository } from "../../application/ports/token-repository.ts";
import type { ApiToken } from "../../domain/token/api-token.ts";
import { creatorRevoked } from "../../domain/token/grant-exceeded-exception.ts";
import { TokenChangedException } from "../../domain/token/token-changed-exception.ts";
import { TokenInUseException } from "../../domain/token/token-in-use-exception.ts";
import { TokenNotFoundException } from "../../domain/token/token-not-found-exception.ts";
import { queryPage } from "./query-page.ts";
import { fromTokenItem, tokenKind, toTokenItem } from "./token-item.ts";
import { type ConditionalWrite, type RawItem, transactWrite } from "./transact-write.ts";

/**
 * Tokens in the table `Tokens`, one item each, by id. The index `byKind` has them all in one partition, in the order of
 * their ids and so of their creation. `version` gives optimistic locking.
 */
export class DynamoDBTokenRepository implements TokenRepository {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async find(id: string): Promise<ApiToken | null> {
    // Consistent, so that a revocation counts as soon as the authorizer's cache is over.
    const command = new GetCommand({ TableName: this.#table, Key: { tokenId: id }, ConsistentRead: true });
    const { Item } = await this.#client.send(command);
    return Item === undefined ? null : fromTokenItem(Item);
  }

  async list({ limit, after }: TokenQuery): Promise<TokenPage> {
    const query = {
      TableName: this.#table,
      IndexName: "byKind",
      KeyConditionExpression: "kind = :kind",
      ExpressionAttributeValues: { ":kind": tokenKind },
      ScanIndexForward: false,
      ...(after !== null && { ExclusiveStartKey: { tokenId: after, kind: tokenKind } }),
    };
    const { values: tokens, isLast } = await queryPage(this.#client, query, limit, fromTokenItem);
    return { tokens, next: isLast ? null : (tokens.at(-1)?.id ?? null) };
  }

  insert(token: ApiToken): Promise<void> {
    const creator: ConditionalWrite = {
      write: {
        ConditionCheck: {
          TableName: this.#table,
          Key: { tokenId: token.createdBy },
          // The administrator's token has no item; any other has null here until it is revoked.
          ConditionExpression: "attribute_not_exists(revokedAt) OR attribute_type(revokedAt, :null)",
          ExpressionAttributeValues: { ":null": "NULL" },
        },
      },
      refuse: () => creatorRevoked(),
    };
    const put: ConditionalWrite = {
      write: {
        Put: {
          TableName: this.#table,
          Item: toTokenItem(token),
          // Where the id exists, a first try of the same request broke off: nobody has seen the token that it made.
          ConditionExpression: "attribute_not_exists(tokenId) OR (version = :first AND createdBy = :createdBy)",
          ExpressionAttributeValues: { ":first": token.version, ":createdBy": token.createdBy },
        },
      },
      refuse: () => new TokenInUseException(token.id),
    };
    return transactWrite(this.#client, [creator, put]);
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
      await this.#client.send(command);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (error.Item === undefined) throw new TokenNotFoundException(from.id);
      // The answer to the first try was lost, and this is the SDK's second.
      if (isVersion(error.Item, { version, revokedAt, lastUsedAt })) return;
      throw new TokenChangedException(from.id);
    }
  }
}

/** Whether an item, as DynamoDB writes it, has these values. */
function isVersion(
  item: RawItem,
  { version, revokedAt, lastUsedAt }: Pick<ReturnType<typeof toTokenItem>, "version" | "revokedAt" | "lastUsedAt">,
): boolean {
  return (
    item["version"]?.N === String(version) &&
    (item["revokedAt"]?.S ?? null) === revokedAt &&
    (item["lastUsedAt"]?.S ?? null) === lastUsedAt
  );
}

import type { CreateTableCommandInput, KeySchemaElement, Projection } from "@aws-sdk/client-dynamodb";
import { type KeySchema, projectionOf, type Table } from "../../functions/manifest/table.ts";

/** The CreateTable request of a declared table: billed on demand. */
export function toCreateTableInput(table: Table, name: string): CreateTableCommandInput {
  const indexes = Object.entries(table.indexes).map(([indexName, key]) => ({
    IndexName: indexName,
    KeySchema: toKeySchema(key),
    Projection: toProjection(projectionOf(table, key)),
  }));
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: Object.entries(table.attributes).map(([attribute, type]) => ({
      AttributeName: attribute,
      AttributeType: type,
    })),
    KeySchema: toKeySchema(table.key),
    // DynamoDB refuses an empty list.
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
  };
}

function toKeySchema(key: KeySchema): KeySchemaElement[] {
  const partition: KeySchemaElement = { AttributeName: key.partition, KeyType: "HASH" };
  return key.sort === undefined ? [partition] : [partition, { AttributeName: key.sort, KeyType: "RANGE" }];
}

function toProjection(projection: "all" | readonly string[]): Projection {
  return projection === "all"
    ? { ProjectionType: "ALL" }
    : { ProjectionType: "INCLUDE", NonKeyAttributes: [...projection] };
}

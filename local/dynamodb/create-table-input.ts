import type { CreateTableCommandInput, KeySchemaElement } from "@aws-sdk/client-dynamodb";
import type { KeySchema, Table } from "../../functions/manifest/table.ts";

/** The CreateTable request of a declared table: billed on demand, every index projecting all attributes. */
export function toCreateTableInput(table: Table, name: string): CreateTableCommandInput {
  const indexes = Object.entries(table.indexes).map(([indexName, key]) => ({
    IndexName: indexName,
    KeySchema: toKeySchema(key),
    Projection: { ProjectionType: "ALL" as const },
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

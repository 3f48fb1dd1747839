import type { Table } from "./table.ts";

/**
 * The application's one table (single-table design). What the keys of an entity look like stands beside its repository
 * in `functions/backend/infrastructure/dynamodb`.
 */
const table = {
  name: "Table",
  attributes: { pk: "S", sk: "S", gsi1pk: "S", gsi1sk: "S" },
  key: { partition: "pk", sort: "sk" },
  indexes: { gsi1: { partition: "gsi1pk", sort: "gsi1sk" } },
  ttl: "expiresAt",
} as const satisfies Table;

/** Every table: the stack creates them in AWS, the start command on one machine. */
export const tables = [table] as const;

export type TableName = (typeof tables)[number]["name"];

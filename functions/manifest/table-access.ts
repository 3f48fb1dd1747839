import type { TableName } from "./tables.ts";

/** What DynamoDB's IAM actions call an access to items. A transaction needs the actions of its parts. */
export type TableAction =
  | "BatchGetItem"
  | "BatchWriteItem"
  | "ConditionCheckItem"
  | "DeleteItem"
  | "GetItem"
  | "PutItem"
  | "Query"
  | "UpdateItem";

/**
 * What a function does to a table, and so all that its role may do. There is no `Scan`: an operation that needs every
 * item of a table has no place behind a route.
 *
 * Source of the actions: AWS Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * DynamoDB".
 */
export interface TableAccess {
  readonly table: TableName;
  /** On the table itself. */
  readonly actions: readonly TableAction[];
  /** Names of the indexes that are queried; an index allows nothing else. */
  readonly indexes?: readonly string[];
}

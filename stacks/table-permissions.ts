import type { Access } from "../functions/manifest/route.ts";
import type { Table } from "../functions/manifest/table.ts";

/** One IAM statement: these actions on these resources. */
export interface TablePermission {
  readonly actions: readonly string[];
  /** Paths below the table's ARN: empty for the table itself, `/index/<name>` for an index. */
  readonly paths: readonly string[];
}

/** Reads by key. `Scan` is left out: an operation that needs every item of a table has no place behind a route. */
const readActions = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];

/** `ConditionCheckItem` is a part of a write transaction; `TransactWriteItems` itself has no action of its own. */
const writeActions = [
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];

/**
 * The IAM statements that an access to a table needs, with no wildcard. Every access may query the table's declared
 * indexes, since a manifest declares access by table; nothing else is possible on an index, an index being read-only
 * and without items that can be got by key.
 *
 * Source: AWS Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB", and
 * "Using IAM with DynamoDB transactions" in the DynamoDB developer guide.
 */
export function tablePermissions(table: Pick<Table, "indexes">, access: Access): readonly TablePermission[] {
  const actions = access === "write" ? [...readActions, ...writeActions] : readActions;
  const onTable: TablePermission = { actions, paths: [""] };

  const indexes = Object.keys(table.indexes);
  if (indexes.length === 0) return [onTable];
  return [onTable, { actions: ["dynamodb:Query"], paths: indexes.map((index) => `/index/${index}`) }];
}

import type { TableAccess } from "../functions/manifest/table-access.ts";

/** One IAM statement: these actions on these resources. */
export interface TablePermission {
  readonly actions: readonly string[];
  /** Paths below the table's ARN: empty for the table itself, `/index/<name>` for an index. */
  readonly paths: readonly string[];
}

/**
 * The IAM statements that an access needs: exactly its actions on the table, queries on exactly its indexes, no wildcard.
 *
 * Source: AWS Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB".
 */
export function tablePermissions({ actions, indexes = [] }: TableAccess): readonly TablePermission[] {
  const onTable = { actions: actions.map((action) => `dynamodb:${action}`), paths: [""] };
  const onIndexes = { actions: ["dynamodb:Query"], paths: indexes.map((index) => `/index/${index}`) };
  return [onTable, onIndexes].filter((permission) => permission.actions.length > 0 && permission.paths.length > 0);
}

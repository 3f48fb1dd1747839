import { Resource } from "sst/resource";
import type { TableName } from "../../../manifest/tables.ts";
import { ConfigurationError } from "../configuration-error.ts";

/** Gives the physical name of a table. */
export type TableNames = (table: TableName) => string;

/**
 * The physical name of a linked table.
 *
 * @throws ConfigurationError `TABLE_NOT_LINKED`
 */
export function linkedTableName(table: TableName): string {
  try {
    return Resource[table].name;
  } catch (cause) {
    throw new ConfigurationError(
      "TABLE_NOT_LINKED",
      `This function is not linked to the table "${table}". Name the table in the route's \`tables\` and deploy or start ` +
        "again.",
      { cause },
    );
  }
}

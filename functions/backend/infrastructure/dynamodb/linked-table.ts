import { Resource } from "sst/resource";
import { ConfigurationError } from "../configuration-error.ts";

/**
 * The physical name of the linked table.
 *
 * @throws ConfigurationError `TABLE_NOT_LINKED`
 */
export function linkedTableName(): string {
  try {
    return Resource.Table.name;
  } catch (cause) {
    throw new ConfigurationError(
      "TABLE_NOT_LINKED",
      'This function is not linked to the table "Table". Name the table in the route\'s `tables` and deploy or start again.',
      { cause },
    );
  }
}

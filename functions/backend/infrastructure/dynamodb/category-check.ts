import { categoryKey } from "./category-keys.ts";
import type { ConditionalWrite } from "./transact-write.ts";

/**
 * Part of a transaction that holds only while a category exists.
 *
 * @param table The physical name of the table with the categories.
 * @param refuse What it means that there is none.
 */
export function categoryCheck(table: string, categoryId: string, refuse: () => Error): ConditionalWrite {
  return {
    write: {
      ConditionCheck: {
        TableName: table,
        Key: categoryKey(categoryId),
        ConditionExpression: "attribute_exists(pk)",
      },
    },
    refuse,
  };
}

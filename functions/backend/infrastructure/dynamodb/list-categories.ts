import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { CategoryPage, CategoryPosition, CategoryQuery } from "../../application/ports/category-repository.ts";
import type { Category } from "../../domain/category/category.ts";
import { fromItem } from "./category-item.ts";
import { categoryKey, categoryListing, cutNameKey, listingKey, listingPrefix } from "./category-keys.ts";
import { refusingWhenThrottled } from "./throttling.ts";

/** A page of the listing in `gsi1`. One category more than asked for is read, to know whether the page is the last. */
export async function listCategories(
  client: DynamoDBDocumentClient,
  table: string,
  query: CategoryQuery,
): Promise<CategoryPage> {
  const wanted = query.limit + 1;
  const found: Category[] = [];
  let startKey = query.after === null ? undefined : toIndexKey(query.after);
  do {
    const command = new QueryCommand({
      TableName: table,
      IndexName: "gsi1",
      ...toCondition(query.parentId),
      Limit: wanted - found.length,
      ExclusiveStartKey: startKey,
    });
    // An answer ends at 1 MB even when more is wanted.
    const { Items = [], LastEvaluatedKey } = await refusingWhenThrottled(() => client.send(command));
    found.push(...Items.map(fromItem));
    startKey = LastEvaluatedKey;
  } while (startKey !== undefined && found.length < wanted);

  const categories = found.slice(0, query.limit);
  const last = categories.at(-1);
  const isLastPage = found.length <= query.limit;
  return { categories, next: isLastPage || last === undefined ? null : toPosition(last) };
}

function toCondition(parentId: CategoryQuery["parentId"]): Partial<QueryCommandInput> {
  if (parentId === undefined) {
    return { KeyConditionExpression: "gsi1pk = :listing", ExpressionAttributeValues: { ":listing": categoryListing } };
  }
  return {
    KeyConditionExpression: "gsi1pk = :listing AND begins_with(gsi1sk, :parent)",
    ExpressionAttributeValues: { ":listing": categoryListing, ":parent": listingPrefix(parentId) },
  };
}

function toIndexKey(position: CategoryPosition): Record<string, string> {
  return { ...categoryKey(position.id), gsi1pk: categoryListing, gsi1sk: listingKey(position) };
}

function toPosition({ parentId, name, id }: Category): CategoryPosition {
  return { parentId, nameKey: cutNameKey(name.key), id };
}

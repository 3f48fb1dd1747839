import type { DynamoDBDocumentClient, QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { CategoryPage, CategoryPosition, CategoryQuery } from "../../application/ports/category-repository.ts";
import type { Category } from "../../domain/category/category.ts";
import { fromCategoryItem } from "./category-item.ts";
import { categoryKey, categoryListing, cutNameKey, listingKey, listingPrefix } from "./category-keys.ts";
import { queryPage } from "./query-page.ts";

/** A page of the listing in `gsi1`. */
export async function listCategories(
  client: DynamoDBDocumentClient,
  table: string,
  { parentId, limit, after }: CategoryQuery,
): Promise<CategoryPage> {
  const { values: categories, isLast } = await queryPage(
    client,
    {
      TableName: table,
      IndexName: "gsi1",
      ...toCondition(parentId),
      ExclusiveStartKey: after === null ? undefined : toIndexKey(after),
    },
    limit,
    fromCategoryItem,
  );
  const last = categories.at(-1);
  return { categories, next: isLast || last === undefined ? null : toPosition(last) };
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

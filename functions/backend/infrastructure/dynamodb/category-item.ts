import * as v from "valibot";
import { Category } from "../../domain/category/category.ts";
import { CategoryName } from "../../domain/category/category-name.ts";
import { categoryKey, categoryListing, listingKey } from "./category-keys.ts";
import { timestamp } from "./timestamp.ts";

const categoryItemSchema = v.object({
  id: v.string(),
  name: v.string(),
  parentId: v.nullable(v.string()),
  description: v.nullable(v.string()),
  color: v.nullable(v.string()),
  createdAt: timestamp,
  updatedAt: timestamp,
  version: v.number(),
});

/** What is kept of a category, apart from keys and the number of its children. */
export type CategoryAttributes = v.InferInput<typeof categoryItemSchema>;

/** The whole item of a new category. */
export function toNewCategoryItem(category: Category) {
  return {
    ...categoryKey(category.id),
    gsi1pk: categoryListing,
    gsi1sk: listingKeyOf(category),
    ...toCategoryAttributes(category),
    childCount: 0,
  };
}

export function toCategoryAttributes(category: Category): CategoryAttributes {
  return {
    id: category.id,
    name: category.name.value,
    parentId: category.parentId,
    description: category.description,
    color: category.color,
    createdAt: category.createdAt.toISOString(),
    updatedAt: category.updatedAt.toISOString(),
    version: category.version,
  };
}

/** @throws ValiError when the item is none of a category's: the table was written by something else. */
export function fromCategoryItem(item: unknown): Category {
  const { name, ...rest } = v.parse(categoryItemSchema, item);
  return Category.restore({ ...rest, name: CategoryName.restore(name) });
}

export function listingKeyOf(category: Category): string {
  return listingKey({ parentId: category.parentId, nameKey: category.name.key, id: category.id });
}

import type { InferOutput } from "valibot";
import type { Category } from "../backend/domain/category/category.ts";
import type { categorySchema } from "./schemas.ts";

/** A category as the API shows it; its version is the entity tag. */
export type CategoryResource = InferOutput<typeof categorySchema>;

export function toCategoryResource(category: Category): CategoryResource {
  return {
    id: category.id,
    name: category.name.value,
    parentId: category.parentId,
    description: category.description,
    color: category.color,
    createdAt: category.createdAt.toISOString(),
    updatedAt: category.updatedAt.toISOString(),
  };
}

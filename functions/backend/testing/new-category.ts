import { Category, type NewCategory } from "../domain/category/category.ts";

/** A category at the root, made just now, apart from what is given. */
export function newCategory(values: Partial<NewCategory> = {}): Category {
  return Category.create({
    id: Bun.randomUUIDv7(),
    name: "Books",
    parentId: null,
    description: null,
    color: null,
    ...values,
  });
}

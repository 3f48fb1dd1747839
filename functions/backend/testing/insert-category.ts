import type { CategoryRepository } from "../application/ports/category-repository.ts";
import { newCategory } from "./new-category.ts";

/** Puts a category with a name of its own into a repository. Gives its id. */
export async function insertCategory(categories: CategoryRepository): Promise<string> {
  const category = newCategory({ name: crypto.randomUUID() });
  await categories.insert(category);
  return category.id;
}

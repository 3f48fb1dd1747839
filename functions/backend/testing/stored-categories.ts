import type { CategoryPosition, CategoryRepository } from "../application/ports/category-repository.ts";
import type { Category, CategoryChanges } from "../domain/category/category.ts";
import { allPages } from "./all-pages.ts";
import { newCategory } from "./new-category.ts";

/** The categories of a repository, made, changed and listed as the tests of every repository do. */
export class StoredCategories {
  /** When every change happens. */
  static readonly changedAt = new Date("2026-02-03T04:05:06.789Z");

  readonly #repository: CategoryRepository;

  constructor(repository: CategoryRepository) {
    this.#repository = repository;
  }

  async insert(...values: Parameters<typeof newCategory>): Promise<Category> {
    const category = newCategory(...values);
    await this.#repository.insert(category);
    return category;
  }

  async change(category: Category, changes: CategoryChanges): Promise<Category> {
    const next = category.change(changes, StoredCategories.changedAt);
    await this.#repository.replace(category, next);
    return next;
  }

  /** What is on all pages of a listing. */
  listAll(parentId: string | null | undefined, limit: number): Promise<Category[]> {
    return allPages<Category, CategoryPosition>(async (after) => {
      const { categories, next } = await this.#repository.list({ parentId, limit, after });
      return [categories, next];
    });
  }
}

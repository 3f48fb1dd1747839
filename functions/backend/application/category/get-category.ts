import type { Category } from "../../domain/category/category.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";

/** Reads one category. */
export class GetCategory {
  readonly #categories: CategoryRepository;

  constructor(categories: CategoryRepository) {
    this.#categories = categories;
  }

  /** @throws CategoryNotFoundException */
  async execute(id: string): Promise<Category> {
    const category = await this.#categories.find(id);
    if (category === null) throw new CategoryNotFoundException(id);
    return category;
  }
}

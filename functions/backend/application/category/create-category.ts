import { Category, type NewCategory } from "../../domain/category/category.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";

export class CreateCategory {
  readonly #categories: CategoryRepository;

  constructor(categories: CategoryRepository) {
    this.#categories = categories;
  }

  /**
   * Called again with the same id, as after an answer that was lost, it gives the category that there is.
   *
   * @throws ValidationException, ParentCategoryNotFoundException, CategoryNameTakenException
   */
  async execute(input: NewCategory): Promise<Category> {
    const category = Category.create(input);
    if (await this.#categories.insert(category)) return category;
    return (await this.#categories.find(category.id)) ?? category;
  }
}

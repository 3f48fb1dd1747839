import { Category, type NewCategory } from "../../domain/category/category.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";

/** Makes a category at the root or under a parent, with a name that no other one there has. */
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

import { Category } from "../../domain/category/category.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";
import type { Clock } from "../ports/clock.ts";
import type { IdGenerator } from "../ports/id-generator.ts";

export interface CreateCategoryInput {
  readonly name: string;
  readonly parentId: string | null;
  readonly description: string | null;
  readonly color: string | null;
}

export class CreateCategory {
  readonly #categories: CategoryRepository;
  readonly #ids: IdGenerator;
  readonly #clock: Clock;

  constructor(categories: CategoryRepository, ids: IdGenerator, clock: Clock) {
    this.#categories = categories;
    this.#ids = ids;
    this.#clock = clock;
  }

  /** @throws ValidationException, ParentCategoryNotFoundException, CategoryNameTakenException */
  async execute(input: CreateCategoryInput): Promise<Category> {
    const category = Category.create({ ...input, id: this.#ids.next() }, this.#clock.now());
    await this.#categories.insert(category);
    return category;
  }
}

import type { Category, CategoryChanges } from "../../domain/category/category.ts";
import { CategoryChangedException } from "../../domain/category/category-changed-exception.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";
import type { Clock } from "../ports/clock.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

export interface UpdateCategoryInput {
  readonly id: string;
  readonly changes: CategoryChanges;
  readonly precondition: VersionPrecondition;
}

/** Changes what a category is called and looks like, in a version that the caller allows. Its parent stays. */
export class UpdateCategory {
  readonly #categories: CategoryRepository;
  readonly #clock: Clock;

  constructor(categories: CategoryRepository, clock: Clock) {
    this.#categories = categories;
    this.#clock = clock;
  }

  /**
   * Gives the category as it is afterwards; one that nothing changes in keeps its version.
   *
   * @throws CategoryNotFoundException, CategoryChangedException, ValidationException, CategoryNameTakenException
   */
  execute({ id, changes, precondition }: UpdateCategoryInput): Promise<Category> {
    return retryWhenChanged("category", precondition, async () => {
      const current = await this.#categories.find(id);
      if (current === null) throw new CategoryNotFoundException(id);
      if (!allows(precondition, current.version)) throw new CategoryChangedException(id);
      const next = current.change(changes, this.#clock.now());
      if (next !== current) await this.#categories.replace(current, next);
      return next;
    });
  }
}

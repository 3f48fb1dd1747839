import { CategoryChangedException } from "../../domain/category/category-changed-exception.ts";
import { CategoryNotFoundException } from "../../domain/category/category-not-found-exception.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";
import { retryWhenChanged } from "../versioning/retry-when-changed.ts";
import { allows, type VersionPrecondition } from "../versioning/version-precondition.ts";

export interface DeleteCategoryInput {
  readonly id: string;
  readonly precondition: VersionPrecondition;
}

/** Deletes a category that has no children, in a version that the caller allows. */
export class DeleteCategory {
  readonly #categories: CategoryRepository;

  constructor(categories: CategoryRepository) {
    this.#categories = categories;
  }

  /** @throws CategoryNotFoundException, CategoryChangedException, CategoryHasChildrenException */
  execute({ id, precondition }: DeleteCategoryInput): Promise<void> {
    return retryWhenChanged("category", precondition, async () => {
      const current = await this.#categories.find(id);
      if (current === null) throw new CategoryNotFoundException(id);
      if (!allows(precondition, current.version)) throw new CategoryChangedException(id);
      await this.#categories.remove(current);
    });
  }
}

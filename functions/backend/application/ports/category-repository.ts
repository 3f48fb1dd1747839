import type { Category } from "../../domain/category/category.ts";

/** Where one category stands in the order of a listing: by parent (the root first), then name, then id. */
export interface CategoryPosition {
  readonly parentId: string | null;
  /** The part of the name's key that the order is made by. */
  readonly nameKey: string;
  readonly id: string;
}

/** Which page of which listing. */
export interface CategoryQuery {
  /** Children of this parent, those at the root (null), or every category (undefined). */
  readonly parentId: string | null | undefined;
  /** The most categories to give, at least 1. */
  readonly limit: number;
  /** Give what comes behind this position. */
  readonly after: CategoryPosition | null;
}

/** A part of a listing, in its order. */
export interface CategoryPage {
  readonly categories: readonly Category[];
  /** The last category's position where more follow, else null. */
  readonly next: CategoryPosition | null;
}

/**
 * Keeps categories. Every change is atomic and happens completely or not at all. Any method may throw a
 * ServiceUnavailableException: try again. What was asked for may have happened then, unless its code is `overloaded`.
 */
export interface CategoryRepository {
  /** The category as of the last completed change. */
  find(id: string): Promise<Category | null>;

  /** A page of categories. A change may take a moment (typically under a second) to show here. */
  list(query: CategoryQuery): Promise<CategoryPage>;

  /**
   * Keeps a new category, unless there is one with its id already, which an earlier try of the same request has made.
   *
   * @returns Whether it is new.
   * @throws ParentCategoryNotFoundException, CategoryNameTakenException
   */
  insert(category: Category): Promise<boolean>;

  /**
   * Replaces a category by its next version.
   *
   * @throws CategoryNotFoundException, CategoryChangedException when it is no longer in the version `from`,
   *   CategoryNameTakenException
   */
  replace(from: Category, to: Category): Promise<void>;

  /**
   * Deletes a category in the version that is given.
   *
   * @throws CategoryNotFoundException, CategoryChangedException, CategoryHasChildrenException
   */
  remove(category: Category): Promise<void>;
}

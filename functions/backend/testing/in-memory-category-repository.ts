import type {
  CategoryPage,
  CategoryPosition,
  CategoryQuery,
  CategoryRepository,
} from "../application/ports/category-repository.ts";
import type { Category } from "../domain/category/category.ts";
import { CategoryChangedException } from "../domain/category/category-changed-exception.ts";
import { CategoryHasChildrenException } from "../domain/category/category-has-children-exception.ts";
import { CategoryNameTakenException } from "../domain/category/category-name-taken-exception.ts";
import { CategoryNotFoundException } from "../domain/category/category-not-found-exception.ts";
import { ParentCategoryNotFoundException } from "../domain/category/parent-category-not-found-exception.ts";

/** A repository for tests; the repository contract holds it to what DynamoDB's does. */
export class InMemoryCategoryRepository implements CategoryRepository {
  readonly #categories = new Map<string, Category>();

  async find(id: string): Promise<Category | null> {
    return this.#categories.get(id) ?? null;
  }

  async list({ parentId, limit, after }: CategoryQuery): Promise<CategoryPage> {
    const behind = [...this.#categories.values()]
      .filter((category) => parentId === undefined || category.parentId === parentId)
      .map((category) => ({ category, position: toPosition(category) }))
      .filter(({ position }) => after === null || compare(position, after) > 0)
      .sort((a, b) => compare(a.position, b.position));
    const page = behind.slice(0, limit);
    return {
      categories: page.map(({ category }) => category),
      next: behind.length > limit ? (page.at(-1)?.position ?? null) : null,
    };
  }

  async insert(category: Category): Promise<boolean> {
    const { id, parentId } = category;
    if (this.#categories.has(id)) return false;
    if (parentId !== null && !this.#categories.has(parentId)) throw new ParentCategoryNotFoundException(parentId);
    this.#requireFreeName(category);
    this.#categories.set(id, category);
    return true;
  }

  async replace(from: Category, to: Category): Promise<void> {
    this.#requireVersion(from);
    this.#requireFreeName(to);
    this.#categories.set(to.id, to);
  }

  async remove(category: Category): Promise<void> {
    this.#requireVersion(category);
    const children = [...this.#categories.values()].filter(({ parentId }) => parentId === category.id);
    if (children.length > 0) throw new CategoryHasChildrenException(category.id);
    this.#categories.delete(category.id);
  }

  #requireVersion({ id, version }: Category): void {
    const current = this.#categories.get(id);
    if (current === undefined) throw new CategoryNotFoundException(id);
    if (current.version !== version) throw new CategoryChangedException(id);
  }

  #requireFreeName({ id, parentId, name }: Category): void {
    for (const other of this.#categories.values()) {
      if (other.id !== id && other.parentId === parentId && other.name.isSameAs(name)) {
        throw new CategoryNameTakenException(parentId);
      }
    }
  }
}

function toPosition({ parentId, name, id }: Category): CategoryPosition {
  return { parentId, nameKey: name.key, id };
}

/** The root first; then by bytes, as DynamoDB orders strings. */
function compare(a: CategoryPosition, b: CategoryPosition): number {
  return (
    Buffer.compare(Buffer.from(a.parentId ?? ""), Buffer.from(b.parentId ?? "")) ||
    Buffer.compare(Buffer.from(a.nameKey), Buffer.from(b.nameKey)) ||
    Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))
  );
}

import type { Category } from "../../domain/category/category.ts";
import type { CategoryRepository } from "../ports/category-repository.ts";
import type { CursorCodec } from "../ports/cursor-codec.ts";
import { CategoryCursors } from "./category-cursors.ts";

export interface ListCategoriesInput {
  /** Children of this parent, those at the root (null), or every category (undefined). */
  readonly parentId: string | null | undefined;
  readonly limit: number;
  /** The `nextCursor` of the page before, or undefined for the first page. */
  readonly cursor: string | undefined;
}

export interface ListCategoriesOutput {
  readonly categories: readonly Category[];
  /** Opaque; only good for the same `parentId`. Null on the last page. */
  readonly nextCursor: string | null;
}

/** Lists categories in pages: by parent, those at the root first, then by name. */
export class ListCategories {
  readonly #categories: CategoryRepository;
  readonly #codec: CursorCodec;

  constructor(categories: CategoryRepository, codec: CursorCodec) {
    this.#categories = categories;
    this.#codec = codec;
  }

  /** @throws InvalidCursorException */
  async execute({ parentId, limit, cursor }: ListCategoriesInput): Promise<ListCategoriesOutput> {
    const cursors = new CategoryCursors(this.#codec, parentId);
    const after = cursor === undefined ? null : cursors.decode(cursor);
    const page = await this.#categories.list({ parentId, limit, after });
    return { categories: page.categories, nextCursor: page.next === null ? null : cursors.encode(page.next) };
  }
}

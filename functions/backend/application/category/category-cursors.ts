import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";
import type { CategoryPosition } from "../ports/category-repository.ts";
import type { CursorCodec } from "../ports/cursor-codec.ts";

/** Stands for the root, where a parent's id stands otherwise. */
const root = "root";

/** The cursors of a listing of categories, which are good for the same filter only. */
export class CategoryCursors {
  readonly #codec: CursorCodec;
  readonly #query: string;

  /** @param parentId The listing's filter, as in CategoryQuery. */
  constructor(codec: CursorCodec, parentId: string | null | undefined) {
    this.#codec = codec;
    this.#query = parentId === undefined ? "categories" : `categories?parentId=${parentId ?? root}`;
  }

  encode({ parentId, nameKey, id }: CategoryPosition): string {
    return this.#codec.encode(this.#query, [parentId ?? root, nameKey, id]);
  }

  /** @throws InvalidCursorException */
  decode(cursor: string): CategoryPosition {
    const [parent, nameKey, id] = this.#codec.decode(this.#query, cursor);
    if (parent === undefined || nameKey === undefined || id === undefined) throw new InvalidCursorException();
    return { parentId: parent === root ? null : parent, nameKey, id };
  }
}

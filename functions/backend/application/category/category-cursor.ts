import { decodeCursor, encodeCursor } from "../pagination/cursor.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";
import type { CategoryPosition } from "../ports/category-repository.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Stands for the root, where a parent's id stands otherwise. */
const root = "root";

/** @param parentId The listing's filter, as in CategoryQuery. */
export function encodeCategoryCursor(position: CategoryPosition, parentId: string | null | undefined): string {
  return encodeCursor(toQuery(parentId), [position.parentId ?? root, position.nameKey, position.id]);
}

/**
 * The cursor holds a position, not a table's key, and no position outside the listing is accepted: a forged cursor
 * reaches nothing that the listing itself does not show.
 *
 * @throws InvalidCursorException
 */
export function decodeCategoryCursor(cursor: string, parentId: string | null | undefined): CategoryPosition {
  const [parent, nameKey, id, ...rest] = decodeCursor(toQuery(parentId), cursor);
  if (parent === undefined || nameKey === undefined || id === undefined) throw new InvalidCursorException();
  if (rest.length > 0 || !uuid.test(id) || !nameKey.isWellFormed()) throw new InvalidCursorException();
  if (parent !== root && !uuid.test(parent)) throw new InvalidCursorException();
  const position = { parentId: parent === root ? null : parent, nameKey, id };
  if (parentId !== undefined && position.parentId !== parentId) throw new InvalidCursorException();
  return position;
}

function toQuery(parentId: string | null | undefined): string {
  return parentId === undefined ? "categories" : `categories?parentId=${parentId ?? root}`;
}

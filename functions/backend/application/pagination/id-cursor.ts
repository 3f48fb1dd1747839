import { decodeCursor, encodeCursor } from "./cursor.ts";
import { InvalidCursorException } from "./invalid-cursor-exception.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The cursor of a listing that is ordered by ids.
 *
 * @param query What the cursor is good for, such as the filters of the listing.
 */
export function encodeIdCursor(query: string, id: string): string {
  return encodeCursor(query, [id]);
}

/** @throws InvalidCursorException */
export function decodeIdCursor(query: string, cursor: string): string {
  const [id, ...rest] = decodeCursor(query, cursor);
  if (id === undefined || rest.length > 0 || !uuid.test(id)) throw new InvalidCursorException();
  return id;
}

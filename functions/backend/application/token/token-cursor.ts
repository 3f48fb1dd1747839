import { decodeCursor, encodeCursor } from "../pagination/cursor.ts";
import { InvalidCursorException } from "../pagination/invalid-cursor-exception.ts";

const query = "tokens";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param id The last token's of the page. */
export function encodeTokenCursor(id: string): string {
  return encodeCursor(query, [id]);
}

/** @throws InvalidCursorException */
export function decodeTokenCursor(cursor: string): string {
  const [id, ...rest] = decodeCursor(query, cursor);
  if (id === undefined || rest.length > 0 || !uuid.test(id)) throw new InvalidCursorException();
  return id;
}

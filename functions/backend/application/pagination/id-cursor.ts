import type { CursorCodec } from "../ports/cursor-codec.ts";
import { InvalidCursorException } from "./invalid-cursor-exception.ts";

/**
 * The cursor of a listing that is ordered by ids.
 *
 * @param query What the cursor is good for: the list with its filters.
 */
export function encodeIdCursor(codec: CursorCodec, query: string, id: string): string {
  return codec.encode(query, [id]);
}

/** @throws InvalidCursorException */
export function decodeIdCursor(codec: CursorCodec, query: string, cursor: string): string {
  const [id] = codec.decode(query, cursor);
  if (id === undefined) throw new InvalidCursorException();
  return id;
}

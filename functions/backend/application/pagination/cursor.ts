import { InvalidCursorException } from "./invalid-cursor-exception.ts";

/** Of the encoding. A cursor of another version is refused, so that its parts are never misread. */
const version = 1;

const base64url = { alphabet: "base64url", omitPadding: true } as const;

/** Far above what a position needs, far below what an HTTP API takes in a URL. */
const maximumLength = 4096;

/**
 * Makes an opaque cursor: base64url of the JSON `[version, query, ...position]`.
 *
 * @param query What the cursor is good for, such as the filters of the listing.
 */
export function encodeCursor(query: string, position: readonly string[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify([version, query, ...position]));
  return bytes.toBase64(base64url);
}

/**
 * The position in a cursor. The caller checks what its parts mean.
 *
 * @throws InvalidCursorException when it is not one that `encodeCursor` made for this query.
 */
export function decodeCursor(query: string, cursor: string): readonly string[] {
  const [cursorVersion, cursorQuery, ...position] = parse(cursor);
  if (cursorVersion !== version || typeof cursorQuery !== "string") throw new InvalidCursorException();
  if (cursorQuery !== query) throw new InvalidCursorException("It belongs to a listing with other filters.");
  if (!position.every((part) => typeof part === "string")) throw new InvalidCursorException();
  return position;
}

function parse(cursor: string): readonly unknown[] {
  if (cursor.length > maximumLength || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw new InvalidCursorException();
  try {
    const bytes = Uint8Array.fromBase64(cursor, base64url);
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    // Decoding is lenient about the last bits: only the one spelling that encoding gives is taken.
    if (Array.isArray(value) && bytes.toBase64(base64url) === cursor) return value;
  } catch {
    // Neither base64url nor UTF-8 nor JSON: not one of ours.
  }
  throw new InvalidCursorException();
}

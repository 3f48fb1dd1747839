/** Makes the cursors of paged lists, which nobody else can make. */
export interface CursorCodec {
  /**
   * An opaque text that is safe in a URL. The same query and position give the same cursor.
   *
   * @param query What the cursor is good for: the list with its filters.
   * @param position Where the next page begins.
   */
  encode(query: string, position: readonly string[]): string;

  /**
   * The position in a cursor, as it was given to `encode`.
   *
   * @throws InvalidCursorException when it is not one that `encode` made for this query.
   */
  decode(query: string, cursor: string): readonly string[];
}

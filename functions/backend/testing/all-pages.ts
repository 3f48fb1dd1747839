/**
 * What is on all pages of a listing, in their order.
 *
 * @param readPage Gives the values of the page behind a position, or of the first page for null, and where the next page
 *   begins.
 */
export async function allPages<Value, Position>(
  readPage: (after: Position | null) => Promise<readonly [values: readonly Value[], next: Position | null]>,
): Promise<Value[]> {
  const all: Value[] = [];
  let after: Position | null = null;
  do {
    const [values, next]: readonly [readonly Value[], Position | null] = await readPage(after);
    all.push(...values);
    after = next;
  } while (after !== null);
  return all;
}

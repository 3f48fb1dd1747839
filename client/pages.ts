import { answerOf, type Result } from "./draht-client.ts";

/** One page of a list, as the API gives it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** Where a page begins: an empty object for the first one. */
export interface PageStart {
  readonly cursor?: string;
}

/**
 * Every item of a list, page after page; a page is asked for when the one before is used up.
 *
 * @param read Asks for the page that begins at `start`, always with the same filters.
 * @throws ProblemError when the API refuses a page.
 *
 * @example
 * for await (const category of itemsOf((start) => draht.GET("/categories", { params: { query: { ...start } } }))) {
 *   console.log(category.name);
 * }
 */
export async function* itemsOf<Item>(
  read: (start: PageStart) => Promise<Result<Page<Item>>>,
): AsyncGenerator<Item, void, undefined> {
  let start: PageStart | undefined = {};
  while (start !== undefined) {
    const { items, nextCursor }: Page<Item> = answerOf(await read(start));
    yield* items;
    start = nextCursor === null ? undefined : { cursor: nextCursor };
  }
}

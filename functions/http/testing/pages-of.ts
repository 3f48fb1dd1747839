import { expect } from "bun:test";
import * as v from "valibot";
import type { Answer } from "./invoke.ts";

const pageSchema = v.looseObject({
  items: v.array(v.looseObject({})),
  nextCursor: v.nullable(v.string()),
});

/**
 * What is on all pages of a list, page by page.
 *
 * @param list Asks for a page by its query.
 * @param query Of the first page.
 * @param attribute Of the items that is given in their place.
 */
export async function pagesOf(
  list: (query: string) => Promise<Answer>,
  query: string,
  attribute: string,
): Promise<unknown[][]> {
  const found: unknown[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { status, body } = await list(cursor === "" ? query : `${query}&cursor=${cursor}`);
    expect(status).toBe(200);
    const page: v.InferOutput<typeof pageSchema> = v.parse(pageSchema, body);
    found.push(page.items.map((item) => item[attribute]));
    cursor = page.nextCursor;
  }
  return found;
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toCategoryResource } from "./category-resource.ts";
import { listCategoriesRoute } from "./routes.ts";

export function listCategoriesHandler(
  container: Resolver<typeof TOKENS.ListCategories | ServicesOf<typeof listCategoriesRoute>>,
): HttpHandler {
  const listCategories = container.resolve(TOKENS.ListCategories);
  return defineHandler(listCategoriesRoute, container, async ({ query }) => {
    const parentId = query.parentId === "root" ? null : query.parentId;
    const { categories, nextCursor } = await listCategories.execute({
      parentId,
      limit: query.limit,
      cursor: query.cursor,
    });
    return { body: { items: categories.map(toCategoryResource), nextCursor } };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { toCategoryResource } from "./category-resource.ts";
import { createCategoryRoute } from "./routes.ts";

export function createCategoryHandler(
  container: Resolver<typeof TOKENS.CreateCategory | ServicesOf<typeof createCategoryRoute>>,
): HttpHandler {
  const createCategory = container.resolve(TOKENS.CreateCategory);
  return defineHandler(createCategoryRoute, container, async ({ body, newId }) => {
    const category = await createCategory.execute({ ...body, id: newId });
    return {
      headers: { location: `/categories/${category.id}`, etag: toEntityTag(category.version) },
      body: toCategoryResource(category),
    };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { toCategoryResource } from "./category-resource.ts";
import { updateCategoryRoute } from "./routes.ts";

export function updateCategoryHandler(
  container: Resolver<typeof TOKENS.UpdateCategory | ServicesOf<typeof updateCategoryRoute>>,
): HttpHandler {
  const updateCategory = container.resolve(TOKENS.UpdateCategory);
  return defineHandler(updateCategoryRoute, container, async ({ path, headers, body }) => {
    const category = await updateCategory.execute({
      id: path.id,
      changes: body,
      precondition: requireIfMatch(headers),
    });
    return { headers: { etag: toEntityTag(category.version) }, body: toCategoryResource(category) };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { toCategoryResource } from "./category-resource.ts";
import { updateCategoryRoute } from "./routes.ts";

export function updateCategoryHandler(
  container: Resolver<typeof TOKENS.UpdateCategory | typeof TOKENS.Logger>,
): HttpHandler {
  const updateCategory = container.resolve(TOKENS.UpdateCategory);
  return defineHandler(updateCategoryRoute, container.resolve(TOKENS.Logger), async ({ path, headers, body }) => {
    const category = await updateCategory.execute({
      id: path.id,
      changes: body,
      precondition: requireIfMatch(headers),
    });
    return { headers: { etag: toEntityTag(category.version) }, body: toCategoryResource(category) };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { toCategoryResource } from "./category-resource.ts";
import { getCategoryRoute } from "./routes.ts";

export function getCategoryHandler(
  container: Resolver<typeof TOKENS.GetCategory | ServicesOf<typeof getCategoryRoute>>,
): HttpHandler {
  const getCategory = container.resolve(TOKENS.GetCategory);
  return defineHandler(getCategoryRoute, container, async ({ path }) => {
    const category = await getCategory.execute(path.id);
    return { headers: { etag: toEntityTag(category.version) }, body: toCategoryResource(category) };
  });
}

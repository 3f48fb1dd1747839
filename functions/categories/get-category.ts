import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { hasVersion } from "../http/preconditions.ts";
import { toCategoryResource } from "./category-resource.ts";
import { getCategoryRoute } from "./routes.ts";

export function getCategoryHandler(container: Resolver<typeof TOKENS.GetCategory | typeof TOKENS.Logger>): HttpHandler {
  const getCategory = container.resolve(TOKENS.GetCategory);
  return defineHandler(getCategoryRoute, container.resolve(TOKENS.Logger), async ({ path, headers }) => {
    const category = await getCategory.execute(path.id);
    const etag = toEntityTag(category.version);
    if (hasVersion(headers, category.version)) return { notModified: { etag } };
    return { headers: { etag }, body: toCategoryResource(category) };
  });
}

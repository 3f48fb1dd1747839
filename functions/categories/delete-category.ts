import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { deleteCategoryRoute } from "./routes.ts";

export function deleteCategoryHandler(
  container: Resolver<typeof TOKENS.DeleteCategory | ServicesOf<typeof deleteCategoryRoute>>,
): HttpHandler {
  const deleteCategory = container.resolve(TOKENS.DeleteCategory);
  return defineHandler(deleteCategoryRoute, container, async ({ path, headers }) => {
    await deleteCategory.execute({ id: path.id, precondition: requireIfMatch(headers) });
    return {};
  });
}

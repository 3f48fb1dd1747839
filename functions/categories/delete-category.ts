import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler } from "../http/define-handler.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { deleteCategoryRoute } from "./routes.ts";

export function deleteCategoryHandler(
  container: Resolver<typeof TOKENS.DeleteCategory | typeof TOKENS.Logger>,
): HttpHandler {
  const deleteCategory = container.resolve(TOKENS.DeleteCategory);
  return defineHandler(deleteCategoryRoute, container.resolve(TOKENS.Logger), async ({ path, headers }) => {
    await deleteCategory.execute({ id: path.id, precondition: requireIfMatch(headers) });
    return {};
  });
}

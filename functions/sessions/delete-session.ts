import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { deleteSessionRoute } from "./routes.ts";

export function deleteSessionHandler(
  container: Resolver<typeof TOKENS.DeleteSession | ServicesOf<typeof deleteSessionRoute>>,
): HttpHandler {
  const deleteSession = container.resolve(TOKENS.DeleteSession);
  return defineHandler(deleteSessionRoute, container, async ({ path, headers }) => {
    await deleteSession.execute({ id: path.id, precondition: requireIfMatch(headers) });
    return {};
  });
}

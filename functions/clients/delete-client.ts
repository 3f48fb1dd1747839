import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { deleteClientRoute } from "./routes.ts";

export function deleteClientHandler(
  container: Resolver<typeof TOKENS.DeleteClient | ServicesOf<typeof deleteClientRoute>>,
): HttpHandler {
  const deleteClient = container.resolve(TOKENS.DeleteClient);
  return defineHandler(deleteClientRoute, container, async ({ path, headers }) => {
    await deleteClient.execute({ id: path.id, precondition: requireIfMatch(headers) });
    return {};
  });
}

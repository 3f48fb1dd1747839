import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { toClientResource } from "./client-resource.ts";
import { updateClientRoute } from "./routes.ts";

export function updateClientHandler(
  container: Resolver<typeof TOKENS.UpdateClient | ServicesOf<typeof updateClientRoute>>,
): HttpHandler {
  const updateClient = container.resolve(TOKENS.UpdateClient);
  return defineHandler(updateClientRoute, container, async ({ path, headers, body }) => {
    const client = await updateClient.execute({
      id: path.id,
      changes: body,
      precondition: requireIfMatch(headers),
    });
    return { headers: { etag: toEntityTag(client.version) }, body: toClientResource(client) };
  });
}

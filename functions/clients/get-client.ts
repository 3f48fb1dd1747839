import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { toClientResource } from "./client-resource.ts";
import { getClientRoute } from "./routes.ts";

export function getClientHandler(
  container: Resolver<typeof TOKENS.GetClient | ServicesOf<typeof getClientRoute>>,
): HttpHandler {
  const getClient = container.resolve(TOKENS.GetClient);
  return defineHandler(getClientRoute, container, async ({ path }) => {
    const client = await getClient.execute(path.id);
    return { headers: { etag: toEntityTag(client.version) }, body: toClientResource(client) };
  });
}

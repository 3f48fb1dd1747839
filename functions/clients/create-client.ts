import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { toClientResource } from "./client-resource.ts";
import { createClientRoute } from "./routes.ts";

export function createClientHandler(
  container: Resolver<typeof TOKENS.CreateClient | ServicesOf<typeof createClientRoute>>,
): HttpHandler {
  const createClient = container.resolve(TOKENS.CreateClient);
  return defineHandler(createClientRoute, container, async ({ body, newId }) => {
    const client = await createClient.execute({ ...body, id: newId });
    return {
      headers: { location: `/clients/${client.id}`, etag: toEntityTag(client.version) },
      body: toClientResource(client),
    };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { getTokenRoute } from "./routes.ts";
import { toTokenResource } from "./token-resource.ts";

export function getTokenHandler(
  container: Resolver<typeof TOKENS.GetToken | ServicesOf<typeof getTokenRoute>>,
): HttpHandler {
  const getToken = container.resolve(TOKENS.GetToken);
  return defineHandler(getTokenRoute, container, async ({ path }) => {
    const token = await getToken.execute(path.id);
    return { headers: { etag: toEntityTag(token.version) }, body: toTokenResource(token) };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { getSessionRoute } from "./routes.ts";
import { toSessionResource } from "./session-resource.ts";

export function getSessionHandler(
  container: Resolver<typeof TOKENS.GetSession | ServicesOf<typeof getSessionRoute>>,
): HttpHandler {
  const getSession = container.resolve(TOKENS.GetSession);
  return defineHandler(getSessionRoute, container, async ({ path }) => {
    const session = await getSession.execute(path.id);
    return { headers: { etag: toEntityTag(session.version) }, body: toSessionResource(session) };
  });
}

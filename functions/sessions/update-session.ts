import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { updateSessionRoute } from "./routes.ts";
import { toSessionResource } from "./session-resource.ts";

export function updateSessionHandler(
  container: Resolver<typeof TOKENS.UpdateSession | ServicesOf<typeof updateSessionRoute>>,
): HttpHandler {
  const updateSession = container.resolve(TOKENS.UpdateSession);
  return defineHandler(updateSessionRoute, container, async ({ path, headers, body }) => {
    const session = await updateSession.execute({
      id: path.id,
      changes: body,
      precondition: requireIfMatch(headers),
    });
    return { headers: { etag: toEntityTag(session.version) }, body: toSessionResource(session) };
  });
}

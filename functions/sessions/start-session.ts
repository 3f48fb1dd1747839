import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { startSessionRoute } from "./routes.ts";
import { toSessionResource } from "./session-resource.ts";

export function startSessionHandler(
  container: Resolver<typeof TOKENS.StartSession | ServicesOf<typeof startSessionRoute>>,
): HttpHandler {
  const startSession = container.resolve(TOKENS.StartSession);
  return defineHandler(startSessionRoute, container, async ({ body, newId }) => {
    const session = await startSession.execute({ ...body, id: newId });
    return {
      headers: { location: `/sessions/${session.id}`, etag: toEntityTag(session.version) },
      body: toSessionResource(session),
    };
  });
}

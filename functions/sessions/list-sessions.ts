import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import type { SessionFilter } from "../backend/application/ports/session-repository.ts";
import type { SessionState } from "../backend/domain/session/session-state.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { listSessionsRoute } from "./routes.ts";
import { toSessionResource } from "./session-resource.ts";

export function listSessionsHandler(
  container: Resolver<typeof TOKENS.ListSessions | ServicesOf<typeof listSessionsRoute>>,
): HttpHandler {
  const listSessions = container.resolve(TOKENS.ListSessions);
  return defineHandler(listSessionsRoute, container, async ({ query: { limit, cursor, ...filters } }) => {
    const { sessions, nextCursor } = await listSessions.execute({ filter: toFilter(filters), limit, cursor });
    return { body: { items: sessions.map(toSessionResource), nextCursor } };
  });
}

interface Filters {
  readonly clientId?: string | undefined;
  readonly state?: SessionState | undefined;
  readonly categoryId?: string | undefined;
}

/** The schema lets at most one of them through. */
function toFilter({ clientId, state, categoryId }: Filters): SessionFilter | null {
  if (clientId !== undefined) return { by: "clientId", value: clientId };
  if (state !== undefined) return { by: "state", value: state };
  return categoryId === undefined ? null : { by: "categoryId", value: categoryId };
}

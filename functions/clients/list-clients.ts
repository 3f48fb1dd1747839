import type { ClientFilter } from "../backend/application/ports/client-repository.ts";
import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toClientResource } from "./client-resource.ts";
import { listClientsRoute } from "./routes.ts";

export function listClientsHandler(
  container: Resolver<typeof TOKENS.ListClients | ServicesOf<typeof listClientsRoute>>,
): HttpHandler {
  const listClients = container.resolve(TOKENS.ListClients);
  return defineHandler(listClientsRoute, container, async ({ query: { state = "active", slug, limit, cursor } }) => {
    const filter: ClientFilter = slug === undefined ? { by: "state", value: state } : { by: "slug", value: slug };
    const { clients, nextCursor } = await listClients.execute({ filter, limit, cursor });
    return { body: { items: clients.map(toClientResource), nextCursor } };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { listTokensRoute } from "./routes.ts";
import { toTokenResource } from "./token-resource.ts";

export function listTokensHandler(
  container: Resolver<typeof TOKENS.ListTokens | ServicesOf<typeof listTokensRoute>>,
): HttpHandler {
  const listTokens = container.resolve(TOKENS.ListTokens);
  return defineHandler(listTokensRoute, container, async ({ query: { limit, cursor } }) => {
    const { tokens, nextCursor } = await listTokens.execute({ limit, cursor });
    return { body: { items: tokens.map(toTokenResource), nextCursor } };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { toEntityTag } from "../http/entity-tag.ts";
import { createTokenRoute } from "./routes.ts";
import { toTokenResource } from "./token-resource.ts";

export function createTokenHandler(
  container: Resolver<typeof TOKENS.CreateToken | ServicesOf<typeof createTokenRoute>>,
): HttpHandler {
  const createToken = container.resolve(TOKENS.CreateToken);
  return defineHandler(createTokenRoute, container, async ({ body, caller, newId }) => {
    const { token, text } = await createToken.execute({ ...body, id: newId, caller });
    return {
      headers: { location: `/tokens/${token.id}`, etag: toEntityTag(token.version) },
      body: { ...toTokenResource(token), token: text },
    };
  });
}

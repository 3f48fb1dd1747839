import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { requireIfMatch } from "../http/preconditions.ts";
import { revokeTokenRoute } from "./routes.ts";

export function revokeTokenHandler(
  container: Resolver<typeof TOKENS.RevokeToken | ServicesOf<typeof revokeTokenRoute>>,
): HttpHandler {
  const revokeToken = container.resolve(TOKENS.RevokeToken);
  return defineHandler(revokeTokenRoute, container, async ({ path, headers, caller }) => {
    await revokeToken.execute({ id: path.id, precondition: requireIfMatch(headers), caller });
    return {};
  });
}

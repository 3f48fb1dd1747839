import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler, type ServicesOf } from "../http/define-handler.ts";
import { getHealthRoute } from "./routes.ts";

export function getHealthHandler(
  container: Resolver<typeof TOKENS.GetHealth | ServicesOf<typeof getHealthRoute>>,
): HttpHandler {
  const getHealth = container.resolve(TOKENS.GetHealth);
  return defineHandler(getHealthRoute, container, () => {
    const { timestamp, ...health } = getHealth.execute();
    return { body: { ...health, timestamp: timestamp.toISOString() } };
  });
}

import type { Resolver } from "../backend/di/resolver.ts";
import { TOKENS } from "../backend/di/tokens.ts";
import { defineHandler, type HttpHandler } from "../http/define-handler.ts";
import { getHealthRoute } from "./routes.ts";

export function getHealthHandler(container: Resolver<typeof TOKENS.GetHealth | typeof TOKENS.Logger>): HttpHandler {
  const getHealth = container.resolve(TOKENS.GetHealth);
  return defineHandler(getHealthRoute, container.resolve(TOKENS.Logger), () => {
    const { timestamp, ...health } = getHealth.execute();
    return { body: { ...health, timestamp: timestamp.toISOString() } };
  });
}

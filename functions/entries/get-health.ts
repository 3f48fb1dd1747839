import { healthBindings } from "../backend/di/health-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getHealthHandler } from "../health/get-health.ts";

export const handler = getHealthHandler(initializeDI(healthBindings));

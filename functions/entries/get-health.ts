import { coreBindings } from "../backend/di/core-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getHealthHandler } from "../health/get-health.ts";

export const handler = getHealthHandler(initializeDI(coreBindings));

import { coreBindings } from "../backend/di/core-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getOpenApiHandler } from "../docs/get-open-api.ts";

export const handler = getOpenApiHandler(initializeDI(coreBindings));

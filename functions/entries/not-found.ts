import { coreBindings } from "../backend/di/core-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { notFoundHandler } from "../not-found/not-found.ts";

export const handler = notFoundHandler(initializeDI(coreBindings));

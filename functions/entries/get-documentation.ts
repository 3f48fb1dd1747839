import { coreBindings } from "../backend/di/core-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getDocumentationHandler } from "../docs/get-documentation.ts";

export const handler = getDocumentationHandler(initializeDI(coreBindings));

import { authorizerHandler } from "../authorizer/authorizer.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { tokenBindings } from "../backend/di/token-bindings.ts";

export const handler = authorizerHandler(initializeDI(tokenBindings));

import { initializeDI } from "../backend/di/initialize-di.ts";
import { tokenBindings } from "../backend/di/token-bindings.ts";
import { getTokenHandler } from "../tokens/get-token.ts";

export const handler = getTokenHandler(initializeDI(tokenBindings));

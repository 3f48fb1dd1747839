import { initializeDI } from "../backend/di/initialize-di.ts";
import { tokenBindings } from "../backend/di/token-bindings.ts";
import { listTokensHandler } from "../tokens/list-tokens.ts";

export const handler = listTokensHandler(initializeDI(tokenBindings));

import { initializeDI } from "../backend/di/initialize-di.ts";
import { tokenBindings } from "../backend/di/token-bindings.ts";
import { createTokenHandler } from "../tokens/create-token.ts";

export const handler = createTokenHandler(initializeDI(tokenBindings));

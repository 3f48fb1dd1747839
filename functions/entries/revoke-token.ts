import { initializeDI } from "../backend/di/initialize-di.ts";
import { tokenBindings } from "../backend/di/token-bindings.ts";
import { revokeTokenHandler } from "../tokens/revoke-token.ts";

export const handler = revokeTokenHandler(initializeDI(tokenBindings));

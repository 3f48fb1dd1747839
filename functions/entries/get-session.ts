import { sessionBindings } from "../backend/di/session-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getSessionHandler } from "../sessions/get-session.ts";

export const handler = getSessionHandler(initializeDI(sessionBindings));

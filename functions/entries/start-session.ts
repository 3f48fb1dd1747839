import { sessionBindings } from "../backend/di/session-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { startSessionHandler } from "../sessions/start-session.ts";

export const handler = startSessionHandler(initializeDI(sessionBindings));

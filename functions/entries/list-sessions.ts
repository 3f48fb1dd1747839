import { sessionBindings } from "../backend/di/session-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { listSessionsHandler } from "../sessions/list-sessions.ts";

export const handler = listSessionsHandler(initializeDI(sessionBindings));

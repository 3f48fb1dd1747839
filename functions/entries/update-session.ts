import { sessionBindings } from "../backend/di/session-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { updateSessionHandler } from "../sessions/update-session.ts";

export const handler = updateSessionHandler(initializeDI(sessionBindings));

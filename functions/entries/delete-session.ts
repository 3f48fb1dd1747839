import { sessionBindings } from "../backend/di/session-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { deleteSessionHandler } from "../sessions/delete-session.ts";

export const handler = deleteSessionHandler(initializeDI(sessionBindings));

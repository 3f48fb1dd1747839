import { clientBindings } from "../backend/di/client-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { listClientsHandler } from "../clients/list-clients.ts";

export const handler = listClientsHandler(initializeDI(clientBindings));

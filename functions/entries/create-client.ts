import { clientBindings } from "../backend/di/client-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { createClientHandler } from "../clients/create-client.ts";

export const handler = createClientHandler(initializeDI(clientBindings));

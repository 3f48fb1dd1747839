import { clientBindings } from "../backend/di/client-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { updateClientHandler } from "../clients/update-client.ts";

export const handler = updateClientHandler(initializeDI(clientBindings));

import { clientBindings } from "../backend/di/client-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { getClientHandler } from "../clients/get-client.ts";

export const handler = getClientHandler(initializeDI(clientBindings));

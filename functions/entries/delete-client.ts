import { clientBindings } from "../backend/di/client-bindings.ts";
import { initializeDI } from "../backend/di/initialize-di.ts";
import { deleteClientHandler } from "../clients/delete-client.ts";

export const handler = deleteClientHandler(initializeDI(clientBindings));

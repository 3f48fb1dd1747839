import { idPathSchema } from "../http/common-schemas.ts";
import { idempotencyKeySchema, ifMatchSchema, ifNoneMatchSchema } from "../http/header-schemas.ts";
import { idempotencyAccess } from "../manifest/idempotency-access.ts";
import type { Route } from "../manifest/route.ts";
import {
  clientChanged,
  clientHasSessions,
  clientNotFound,
  clientSlugTaken,
  defaultCategoryNotFound,
} from "./problems.ts";
import {
  clientPageSchema,
  clientSchema,
  createClientSchema,
  listClientsQuerySchema,
  updateClientSchema,
} from "./schemas.ts";

export const createClientRoute = {
  operationId: "createClient",
  method: "POST",
  path: "/clients",
  summary: "Create a client",
  handler: "functions/entries/create-client.handler",
  tables: [
    { table: "Clients", actions: ["GetItem", "PutItem"] },
    { table: "Table", actions: ["ConditionCheckItem"] },
    idempotencyAccess,
  ],
  scope: "clients:write",
  request: { headers: idempotencyKeySchema, body: createClientSchema },
  success: { status: 201, body: clientSchema },
  problems: [clientSlugTaken, defaultCategoryNotFound],
  idempotent: true,
} as const satisfies Route;

export const listClientsRoute = {
  operationId: "listClients",
  method: "GET",
  path: "/clients",
  summary: "List clients in pages, the newest first: active or archived ones, or the one with a slug",
  handler: "functions/entries/list-clients.handler",
  tables: [{ table: "Clients", actions: [], indexes: ["byState", "bySlug"] }],
  secrets: ["CursorKey"],
  scope: "clients:read",
  request: { query: listClientsQuerySchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: clientPageSchema },
} as const satisfies Route;

export const getClientRoute = {
  operationId: "getClient",
  method: "GET",
  path: "/clients/{id}",
  summary: "Read a client",
  handler: "functions/entries/get-client.handler",
  tables: [{ table: "Clients", actions: ["GetItem"] }],
  scope: "clients:read",
  request: { path: idPathSchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: clientSchema },
  problems: [clientNotFound],
} as const satisfies Route;

export const updateClientRoute = {
  operationId: "updateClient",
  method: "PATCH",
  path: "/clients/{id}",
  summary: "Change a client's values, archive or restore it",
  handler: "functions/entries/update-client.handler",
  tables: [
    { table: "Clients", actions: ["GetItem", "PutItem", "UpdateItem", "DeleteItem"] },
    { table: "Table", actions: ["ConditionCheckItem"] },
  ],
  scope: "clients:write",
  request: { path: idPathSchema, headers: ifMatchSchema, body: updateClientSchema },
  success: { status: 200, body: clientSchema },
  problems: [clientNotFound, clientChanged, clientSlugTaken, defaultCategoryNotFound],
} as const satisfies Route;

export const deleteClientRoute = {
  operationId: "deleteClient",
  method: "DELETE",
  path: "/clients/{id}",
  summary: "Delete a client that has no sessions",
  handler: "functions/entries/delete-client.handler",
  tables: [
    { table: "Clients", actions: ["GetItem", "DeleteItem"] },
    { table: "Sessions", actions: ["ConditionCheckItem", "Query"] },
  ],
  scope: "clients:write",
  request: { path: idPathSchema, headers: ifMatchSchema },
  success: { status: 204 },
  problems: [clientNotFound, clientChanged, clientHasSessions],
} as const satisfies Route;

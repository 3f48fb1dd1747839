import * as v from "valibot";
import { sessionTestingBindings } from "../../backend/testing/session-testing-bindings.ts";
import type { EventValues } from "../../http/testing/http-event.ts";
import { invoke } from "../../http/testing/invoke.ts";
import { createClientHandler } from "../create-client.ts";
import { deleteClientHandler } from "../delete-client.ts";
import { getClientHandler } from "../get-client.ts";
import { listClientsHandler } from "../list-clients.ts";
import { updateClientHandler } from "../update-client.ts";
import { clientSchema } from "../schemas.ts";

/** The handlers over a store in memory, called as a client would call the API. */
export function inMemoryClients() {
  const { container, clock, categories, sessions } = sessionTestingBindings();
  const handlers = {
    create: createClientHandler(container),
    get: getClientHandler(container),
    list: listClientsHandler(container),
    update: updateClientHandler(container),
    remove: deleteClientHandler(container),
  };
  const post = (body: unknown, headers: EventValues["headers"] = {}) =>
    invoke(handlers.create, { method: "POST", path: "/clients", body, headers });
  return {
    clock,
    categories,
    sessions,
    post,
    create: async (values: object = {}) => v.parse(clientSchema, (await post({ name: "Acme", ...values })).body),
    get: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.get, { method: "GET", ...at(id), headers }),
    list: (query = "") => invoke(handlers.list, { method: "GET", path: "/clients", query }),
    patch: (id: string, body: unknown, headers: EventValues["headers"] = { "if-match": "*" }) =>
      invoke(handlers.update, { method: "PATCH", ...at(id), body, headers }),
    remove: (id: string, headers: EventValues["headers"] = { "if-match": "*" }) =>
      invoke(handlers.remove, { method: "DELETE", ...at(id), headers }),
  };
}

function at(id: string) {
  return { path: `/clients/${id}`, pathParameters: { id } };
}

import * as v from "valibot";
import { newCategory } from "../../backend/testing/new-category.ts";
import { newClient } from "../../backend/testing/new-client.ts";
import { sessionTestingBindings } from "../../backend/testing/session-testing-bindings.ts";
import type { EventValues } from "../../http/testing/http-event.ts";
import { invoke } from "../../http/testing/invoke.ts";
import { deleteSessionHandler } from "../delete-session.ts";
import { getSessionHandler } from "../get-session.ts";
import { listSessionsHandler } from "../list-sessions.ts";
import { startSessionHandler } from "../start-session.ts";
import { updateSessionHandler } from "../update-session.ts";
import { sessionSchema } from "../schemas.ts";

/** The handlers over a store in memory that has a client and a category. */
export async function inMemorySessions() {
  const { container, clock, categories, clients, sessions } = sessionTestingBindings();
  const category = newCategory();
  await categories.insert(category);
  const client = newClient({ defaultCategoryId: category.id });
  await clients.insert(client);
  const handlers = {
    start: startSessionHandler(container),
    get: getSessionHandler(container),
    list: listSessionsHandler(container),
    update: updateSessionHandler(container),
    remove: deleteSessionHandler(container),
  };
  const post = (body: object, headers: EventValues["headers"] = {}) =>
    invoke(handlers.start, {
      method: "POST",
      path: "/sessions",
      body: { clientId: client.id, title: "Fix the login", ...body },
      headers,
    });
  return {
    clock,
    clients,
    sessions,
    category,
    client,
    post,
    start: async (values: object = {}) => v.parse(sessionSchema, (await post(values)).body),
    get: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.get, { method: "GET", ...at(id), headers }),
    list: (query = "") => invoke(handlers.list, { method: "GET", path: "/sessions", query }),
    patch: (id: string, body: unknown, headers: EventValues["headers"] = { "if-match": "*" }) =>
      invoke(handlers.update, { method: "PATCH", ...at(id), body, headers }),
    remove: (id: string, headers: EventValues["headers"] = { "if-match": "*" }) =>
      invoke(handlers.remove, { method: "DELETE", ...at(id), headers }),
  };
}

function at(id: string) {
  return { path: `/sessions/${id}`, pathParameters: { id } };
}

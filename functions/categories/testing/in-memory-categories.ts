import * as v from "valibot";
import { categoryTestingBindings } from "../../backend/testing/category-testing-bindings.ts";
import type { EventValues } from "../../http/testing/http-event.ts";
import { invoke } from "../../http/testing/invoke.ts";
import { createCategoryHandler } from "../create-category.ts";
import { deleteCategoryHandler } from "../delete-category.ts";
import { getCategoryHandler } from "../get-category.ts";
import { listCategoriesHandler } from "../list-categories.ts";
import { categorySchema } from "../schemas.ts";
import { updateCategoryHandler } from "../update-category.ts";

/** The handlers over a store in memory, called as a client would call the API. */
export function inMemoryCategories() {
  const { container, clock, logger, categories } = categoryTestingBindings();
  const handlers = {
    create: createCategoryHandler(container),
    get: getCategoryHandler(container),
    list: listCategoriesHandler(container),
    update: updateCategoryHandler(container),
    remove: deleteCategoryHandler(container),
  };
  const post = (body: unknown) => invoke(handlers.create, { method: "POST", path: "/categories", body });
  return {
    clock,
    logger,
    categories,
    post,
    create: async (values: object = {}) => v.parse(categorySchema, (await post({ name: "Books", ...values })).body),
    get: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.get, { method: "GET", ...at(id), headers }),
    list: (query = "", headers: EventValues["headers"] = {}) =>
      invoke(handlers.list, { method: "GET", path: "/categories", query, headers }),
    patch: (id: string, body: unknown, headers: EventValues["headers"] = {}) =>
      invoke(handlers.update, { method: "PATCH", ...at(id), body, headers }),
    remove: (id: string, headers: EventValues["headers"] = {}) =>
      invoke(handlers.remove, { method: "DELETE", ...at(id), headers }),
  };
}

function at(id: string) {
  return { path: `/categories/${id}`, pathParameters: { id } };
}

import { idPathSchema } from "../http/common-schemas.ts";
import { idempotencyKeySchema, ifMatchSchema, ifNoneMatchSchema } from "../http/header-schemas.ts";
import { idempotencyAccess } from "../manifest/idempotency-access.ts";
import type { Route } from "../manifest/route.ts";
import {
  categoryChanged,
  categoryHasChildren,
  categoryNameTaken,
  categoryNotFound,
  parentCategoryNotFound,
} from "./problems.ts";
import {
  categoryPageSchema,
  categorySchema,
  createCategorySchema,
  listCategoriesQuerySchema,
  updateCategorySchema,
} from "./schemas.ts";

export const createCategoryRoute = {
  operationId: "createCategory",
  method: "POST",
  path: "/categories",
  summary: "Create a category",
  handler: "functions/entries/create-category.handler",
  tables: [{ table: "Table", actions: ["GetItem", "PutItem", "UpdateItem"] }, idempotencyAccess],
  scope: "categories:write",
  request: { headers: idempotencyKeySchema, body: createCategorySchema },
  success: { status: 201, body: categorySchema },
  problems: [categoryNameTaken, parentCategoryNotFound],
  idempotent: true,
} as const satisfies Route;

export const listCategoriesRoute = {
  operationId: "listCategories",
  method: "GET",
  path: "/categories",
  summary: "List categories in pages, ordered by parent and name",
  handler: "functions/entries/list-categories.handler",
  tables: [{ table: "Table", actions: [], indexes: ["gsi1"] }],
  secrets: ["CursorKey"],
  scope: "categories:read",
  request: { query: listCategoriesQuerySchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: categoryPageSchema },
} as const satisfies Route;

export const getCategoryRoute = {
  operationId: "getCategory",
  method: "GET",
  path: "/categories/{id}",
  summary: "Read a category",
  handler: "functions/entries/get-category.handler",
  tables: [{ table: "Table", actions: ["GetItem"] }],
  scope: "categories:read",
  request: { path: idPathSchema, headers: ifNoneMatchSchema },
  success: { status: 200, body: categorySchema },
  problems: [categoryNotFound],
} as const satisfies Route;

export const updateCategoryRoute = {
  operationId: "updateCategory",
  method: "PATCH",
  path: "/categories/{id}",
  summary: "Change a category's name, description or colour",
  handler: "functions/entries/update-category.handler",
  tables: [{ table: "Table", actions: ["GetItem", "PutItem", "UpdateItem", "DeleteItem"] }],
  scope: "categories:write",
  request: { path: idPathSchema, headers: ifMatchSchema, body: updateCategorySchema },
  success: { status: 200, body: categorySchema },
  problems: [categoryNotFound, categoryNameTaken, categoryChanged],
} as const satisfies Route;

export const deleteCategoryRoute = {
  operationId: "deleteCategory",
  method: "DELETE",
  path: "/categories/{id}",
  summary: "Delete a category that has no children",
  handler: "functions/entries/delete-category.handler",
  tables: [{ table: "Table", actions: ["GetItem", "UpdateItem", "DeleteItem"] }],
  scope: "categories:write",
  request: { path: idPathSchema, headers: ifMatchSchema },
  success: { status: 204 },
  problems: [categoryNotFound, categoryHasChildren, categoryChanged],
} as const satisfies Route;

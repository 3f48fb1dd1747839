import {
  createCategoryRoute,
  deleteCategoryRoute,
  getCategoryRoute,
  listCategoriesRoute,
  updateCategoryRoute,
} from "../categories/routes.ts";
import { getDocumentationRoute, getOpenApiRoute } from "../docs/routes.ts";
import { getHealthRoute } from "../health/routes.ts";
import { notFoundRoute } from "../not-found/routes.ts";
import { createTokenRoute, getTokenRoute, listTokensRoute, revokeTokenRoute } from "../tokens/routes.ts";
import type { Route } from "./route.ts";

/** Every operation of the API. The stack, the local gateway, permissions and tests derive from this list. */
export const routes: readonly Route[] = [
  getHealthRoute,
  getOpenApiRoute,
  getDocumentationRoute,
  createCategoryRoute,
  listCategoriesRoute,
  getCategoryRoute,
  updateCategoryRoute,
  deleteCategoryRoute,
  createTokenRoute,
  listTokensRoute,
  getTokenRoute,
  revokeTokenRoute,
  notFoundRoute,
];

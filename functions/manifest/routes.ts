import {
  createCategoryRoute,
  deleteCategoryRoute,
  getCategoryRoute,
  listCategoriesRoute,
  updateCategoryRoute,
} from "../categories/routes.ts";
import {
  createClientRoute,
  deleteClientRoute,
  getClientRoute,
  listClientsRoute,
  updateClientRoute,
} from "../clients/routes.ts";
import { getDocumentationRoute, getOpenApiRoute } from "../docs/routes.ts";
import { getHealthRoute } from "../health/routes.ts";
import { notFoundRoute } from "../not-found/routes.ts";
import {
  deleteSessionRoute,
  getSessionRoute,
  listSessionsRoute,
  startSessionRoute,
  updateSessionRoute,
} from "../sessions/routes.ts";
import { createTokenRoute, getTokenRoute, listTokensRoute, revokeTokenRoute } from "../tokens/routes.ts";
import { appendEntriesRoute, getTranscriptRoute, listEntriesRoute } from "../transcripts/routes.ts";
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
  createClientRoute,
  listClientsRoute,
  getClientRoute,
  updateClientRoute,
  deleteClientRoute,
  startSessionRoute,
  listSessionsRoute,
  getSessionRoute,
  updateSessionRoute,
  deleteSessionRoute,
  appendEntriesRoute,
  listEntriesRoute,
  getTranscriptRoute,
  createTokenRoute,
  listTokensRoute,
  getTokenRoute,
  revokeTokenRoute,
  notFoundRoute,
];

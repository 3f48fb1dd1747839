import type { Route } from "../manifest/route.ts";

export const getOpenApiRoute = {
  operationId: "getOpenApi",
  method: "GET",
  path: "/openapi.json",
  summary: "Read this description of the API (OpenAPI 3.1)",
  handler: "functions/entries/get-open-api.handler",
  tables: [],
  scope: "public",
  request: {},
  success: { status: 200, mediaType: "application/json" },
} as const satisfies Route;

export const getDocumentationRoute = {
  operationId: "getDocumentation",
  method: "GET",
  path: "/docs",
  summary: "Read the documentation of the API in a browser, and try it",
  handler: "functions/entries/get-documentation.handler",
  tables: [],
  scope: "public",
  request: {},
  success: { status: 200, mediaType: "text/html; charset=utf-8" },
} as const satisfies Route;

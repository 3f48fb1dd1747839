import type { Route } from "../manifest/route.ts";
import { methodNotAllowed, routeNotFound } from "./problems.ts";

/** Takes what no other route takes, so that such a request gets the same problem+json as any other. */
export const notFoundRoute = {
  operationId: "notFound",
  method: "ANY",
  path: "$default",
  summary: "Answer requests that match no operation",
  handler: "functions/entries/not-found.handler",
  tables: [],
  scope: "public",
  request: {},
  success: { status: 404 },
  problems: [routeNotFound, methodNotAllowed],
} as const satisfies Route;

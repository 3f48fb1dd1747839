import type { Route } from "../manifest/route.ts";
import { healthSchema } from "./schemas.ts";

export const getHealthRoute = {
  operationId: "getHealth",
  method: "GET",
  path: "/health",
  summary: "Say that the service answers",
  handler: "functions/entries/get-health.handler",
  tables: [],
  scope: "public",
  request: {},
  success: { status: 200, body: healthSchema, noStore: true },
} as const satisfies Route;

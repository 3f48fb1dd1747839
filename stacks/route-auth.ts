import type { Route } from "../functions/manifest/route.ts";

/**
 * Whether API Gateway asks for a request signed with IAM credentials (Signature Version 4). It does wherever a scope is
 * declared, and wherever a table is touched: only what needs neither is reachable by anyone.
 */
export function requiresIam(route: Pick<Route, "scope" | "tables">): boolean {
  return route.scope !== "public" || route.tables.length > 0;
}

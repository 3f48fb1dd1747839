import type { TableAccess } from "./table-access.ts";

/** What a route with `idempotent: true` does besides its own: it remembers requests by their Idempotency-Key. */
export const idempotencyAccess = {
  table: "Idempotency",
  actions: ["PutItem", "UpdateItem"],
} as const satisfies TableAccess;

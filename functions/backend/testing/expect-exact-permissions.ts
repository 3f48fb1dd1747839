import { expect } from "bun:test";
import type { LambdaFunctionManifest } from "../../manifest/function.ts";
import type { RecordedAccess } from "./recorded-calls.ts";

/**
 * Fails unless a function's declared access is exactly what was recorded, no more and no less. The calls must be those
 * of scenarios that together take every way through the function.
 *
 * @example
 * calls.clear();
 * await invoke(getCategoryHandler(container), { path, pathParameters });
 * expectExactPermissions(getCategoryRoute, calls.accesses);
 */
export function expectExactPermissions(
  { tables }: Pick<LambdaFunctionManifest, "tables">,
  accesses: readonly RecordedAccess[],
): void {
  const declared = tables.flatMap(({ table, actions, indexes = [] }) => [
    ...actions.map((action) => `${table}: ${action}`),
    ...indexes.map((index) => `${table}/${index}: Query`),
  ]);
  const used = accesses.map(({ table, index, action }) =>
    index === undefined ? `${table}: ${action}` : `${table}/${index}: ${action}`,
  );
  expect([...new Set(used)].sort()).toEqual(declared.sort());
}

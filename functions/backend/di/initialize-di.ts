import type { DIContainer } from "./di-container.ts";
import type { AnyToken } from "./token.ts";

const containers = new Map<() => unknown, unknown>();

/**
 * The one place where a function's services come together. Called at module scope, thus in Lambda's init phase; a second
 * call with the same bindings gives the same container. It is synchronous, so no two callers can be inside it at once.
 *
 * What fails here or while a handler resolves its use case is thrown out of the module, and the runtime reports it as a
 * failed init. A failed call is not remembered.
 */
export function initializeDI<Bound extends AnyToken>(bindings: () => DIContainer<Bound>): DIContainer<Bound> {
  const existing = containers.get(bindings);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A container is stored under the function that made it.
  if (existing !== undefined) return existing as DIContainer<Bound>;
  const container = bindings();
  containers.set(bindings, container);
  return container;
}

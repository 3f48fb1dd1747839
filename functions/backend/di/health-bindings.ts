import { GetHealth } from "../application/health/get-health.ts";
import { coreBindings } from "./core-bindings.ts";
import { TOKENS } from "./tokens.ts";

/** The core and what says that the service answers: apart from the core, which every function carries. */
export function healthBindings() {
  return coreBindings().bind(TOKENS.GetHealth, (container) => new GetHealth(container.resolve(TOKENS.Clock)));
}

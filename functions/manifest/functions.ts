import { authorizer } from "./authorizer.ts";
import type { NamedFunction } from "./function.ts";
import { routes } from "./routes.ts";

/** Every Lambda function: one for each route, and the authorizer. */
export const functions: readonly NamedFunction[] = [
  ...routes.map((route) => Object.assign({ name: route.operationId }, route)),
  authorizer,
];

import type { GenericSchema } from "valibot";
import type { LambdaFunctionManifest } from "./function.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A scope that a token must carry, or `public` for a route that anyone may call. */
export type Scope = "public" | `${string}:read` | `${string}:write`;

export interface RequestSchemas {
  readonly path?: GenericSchema;
  readonly query?: GenericSchema;
  readonly headers?: GenericSchema;
  /** The JSON body; absent where the operation takes none. */
  readonly body?: GenericSchema;
}

/**
 * One operation of the HTTP API: everything that the stack, the local gateway, permissions and tests need to know of
 * it. A route is declared nowhere else.
 */
export interface Route extends LambdaFunctionManifest {
  /** Unique; also the function's name and the name of its bundle folder. */
  readonly operationId: string;
  /** `ANY` only with the path `$default`. */
  readonly method: HttpMethod | "ANY";
  /** An API Gateway path (`/categories/{id}`) or `$default`, the route for what no other route takes. */
  readonly path: `/${string}` | "$default";
  readonly summary: string;
  readonly scope: Scope;
  readonly request: RequestSchemas;
  readonly success: { readonly status: number; readonly body?: GenericSchema };
}

/** The route key as API Gateway writes it: `POST /categories`, or `$default`. */
export function routeKey(route: Pick<Route, "method" | "path">): string {
  return route.path === "$default" ? "$default" : `${route.method} ${route.path}`;
}

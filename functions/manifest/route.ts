import type { GenericSchema } from "valibot";
import type { ResourceScope } from "../backend/domain/token/scope.ts";
import type { LambdaFunctionManifest } from "./function.ts";
import type { ProblemType } from "./problem-type.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A scope that a token must carry, or `public` for a route that anyone may call. */
export type RouteScope = "public" | ResourceScope;

/** A body that is not read as JSON by a schema: the handler gets its text. */
export interface RequestContent {
  /** What is taken, in lower case, such as `application/x-ndjson`. */
  readonly mediaTypes: readonly string[];
  /** Of what is JSON, for the documentation: the handler checks it. */
  readonly schema?: GenericSchema;
}

export interface RequestSchemas {
  readonly path?: GenericSchema;
  readonly query?: GenericSchema;
  readonly headers?: GenericSchema;
  /** The JSON body; absent where the operation takes none. */
  readonly body?: GenericSchema;
  /** In place of `body`, where the handler reads the text itself. */
  readonly content?: RequestContent;
  /** The most bytes that a body may have; `defaultMaximumBodyBytes` unless given. */
  readonly maximumBodyBytes?: number;
}

/** No operation needs more unless it says so; API Gateway itself would take 10 MB, Lambda 6 MB. */
export const defaultMaximumBodyBytes = 64 * 1024;

export interface SuccessAnswer {
  readonly status: number;
  /** Of the JSON body. */
  readonly body?: GenericSchema;
  /**
   * The content-type, such as `application/x-ndjson`, where the handler gives the answer as text or bytes. `body` describes
   * it then, where it is JSON.
   */
  readonly mediaType?: string;
  /** The answer is of no use a moment later: nobody is to keep it, so it has no entity tag. */
  readonly noStore?: true;
  /** What the answer may tell in headers of its own, by their names in lower case; for the documentation. */
  readonly headers?: Readonly<Record<string, string>>;
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
  readonly scope: RouteScope;
  readonly request: RequestSchemas;
  readonly success: SuccessAnswer;
  /** What can go wrong here and nowhere else. `problemsOf` adds what every route of its kind has. */
  readonly problems?: readonly ProblemType[];
  /** Takes an Idempotency-Key, which every POST does that would otherwise act twice when it is sent twice. */
  readonly idempotent?: true;
}

/** The route key as API Gateway writes it: `POST /categories`, or `$default`. */
export function routeKey(route: Pick<Route, "method" | "path">): string {
  return route.path === "$default" ? "$default" : `${route.method} ${route.path}`;
}

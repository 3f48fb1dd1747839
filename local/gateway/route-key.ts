/** One piece of a route's path between two slashes. */
export type RouteSegment =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "greedy"; readonly name: string };

/** A parsed route key; `method` is `ANY` for every method and `segments` is empty for the path `/`. */
export interface RouteKey {
  readonly key: string;
  readonly method: string;
  readonly segments: readonly RouteSegment[];
}

/** The route key of the route that takes what no other route takes. */
export const defaultRouteKey = "$default";

/** A route key that API Gateway would refuse when the route is created. */
export class MalformedRouteKeyError extends Error {
  override readonly name = "MalformedRouteKeyError";
  readonly code = "MALFORMED_ROUTE_KEY";
  readonly routeKey: string;

  constructor(routeKey: string, reason: string) {
    super(`The route key "${routeKey}" is malformed: ${reason}`);
    this.routeKey = routeKey;
  }
}

const methods = new Set(["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);
const variable = /^\{([\w.:-]+)(\+?)\}$/;
/** Unreserved characters and sub-delimiters of RFC 3986: a path is matched after decoding, so no `%` here. */
const staticText = /^[\w.~!$&'()*+,;=:@-]+$/;

/**
 * Parses `METHOD /path`, where a part of the path is static (`categories`), a variable (`{id}`) or, as the last one, a
 * greedy variable (`{proxy+}`). `$default` is not parsed here.
 *
 * Method names are upper case and a path does not end in a slash: API Gateway refuses both when the route is created
 * (seen in storacha/w3infra pull request 166 for the slash).
 *
 * Source: AWS documentation, "Create routes for HTTP APIs in API Gateway".
 *
 * @throws MalformedRouteKeyError with what to change.
 */
export function parseRouteKey(key: string): RouteKey {
  const [method = "", path = "", ...rest] = key.split(" ");
  if (rest.length > 0 || !path.startsWith("/")) {
    throw new MalformedRouteKeyError(
      key,
      'write a method, one space and a path, e.g. "GET /categories", or "$default".',
    );
  }
  if (!methods.has(method)) {
    throw new MalformedRouteKeyError(key, `"${method}" is none of ${[...methods].join(", ")}.`);
  }
  if (path === "/") return { key, method, segments: [] };
  if (path.endsWith("/")) throw new MalformedRouteKeyError(key, "remove the slash at the end of the path.");

  const segments = path
    .slice(1)
    .split("/")
    .map((text) => parseSegment(key, text));
  const greedy = segments.findIndex((segment) => segment.kind === "greedy");
  if (greedy !== -1 && greedy !== segments.length - 1) {
    throw new MalformedRouteKeyError(key, "a greedy variable may only be the last part of the path.");
  }
  const names = segments.flatMap((segment) => (segment.kind === "static" ? [] : [segment.name]));
  if (new Set(names).size !== names.length) {
    throw new MalformedRouteKeyError(key, "a variable's name may appear only once.");
  }
  return { key, method, segments };
}

function parseSegment(key: string, text: string): RouteSegment {
  const [, name, plus] = variable.exec(text) ?? [];
  if (name !== undefined) return { kind: plus === "+" ? "greedy" : "variable", name };
  if (staticText.test(text)) return { kind: "static", text };
  throw new MalformedRouteKeyError(key, `"${text}" is neither plain text nor a variable such as {id} or {proxy+}.`);
}

import { defaultRouteKey, parseRouteKey, type RouteKey, type RouteSegment } from "./route-key.ts";

/** The chosen route and the values of its path variables by name. */
export interface RouteMatch<Target> {
  readonly routeKey: string;
  readonly target: Target;
  readonly pathParameters: ReadonlyMap<string, string>;
}

/** Two routes that would take the same requests, which API Gateway refuses when the second is created. */
export class DuplicateRouteError extends Error {
  override readonly name = "DuplicateRouteError";
  readonly code = "DUPLICATE_ROUTE";
  readonly routeKey: string;
  /** The route key of the route that was there first. */
  readonly existing: string;

  constructor(routeKey: string, existing: string) {
    super(`The route "${routeKey}" takes the same requests as "${existing}": remove one of them.`);
    this.routeKey = routeKey;
    this.existing = existing;
  }
}

interface Entry<Target> {
  readonly route: RouteKey;
  readonly target: Target;
}

const specificity = { static: 0, variable: 1, greedy: 2 } as const;

/**
 * The routes of an HTTP API, ordered by how specific they are.
 *
 * A request goes to the first of these that matches its method and path: a full match, then a route with a greedy
 * variable, then `$default`. Among full matches, and among greedy ones, parts are compared from the left, static text
 * before a variable; with equal paths the route's own method comes before `ANY`. A path that is known under another
 * method only is not found: API Gateway answers no 405.
 *
 * The three tiers and static before variable are documented. That parts count from the left is this project's choice
 * where the documentation is silent (`/{a}/x` and `/x/{b}`).
 *
 * A variable takes exactly one part, never an empty one. A trailing slash counts: `/x/` does not match `/x`. It does
 * match `/x/{proxy+}`, with an empty value, as `/` matches `/{proxy+}` (AWS's own Lambda Test Tool does so, and
 * storacha/w3infra pull request 166 relies on it; KensioSoftware/yulin issue 299 says the opposite).
 *
 * Source: AWS documentation, "Create routes for HTTP APIs in API Gateway".
 */
export class RouteTable<Target> {
  readonly #entries: readonly Entry<Target>[];
  readonly #fallback: { readonly target: Target } | undefined;

  /**
   * @throws MalformedRouteKeyError for a key that cannot be parsed.
   * @throws DuplicateRouteError for two routes of one method whose paths differ in variables' names at most.
   */
  constructor(routes: readonly { readonly routeKey: string; readonly target: Target }[]) {
    const known = new Map<string, string>();
    const entries: Entry<Target>[] = [];
    for (const { routeKey, target } of routes) {
      const route = routeKey === defaultRouteKey ? undefined : parseRouteKey(routeKey);
      const shape = route === undefined ? defaultRouteKey : shapeOf(route);
      const existing = known.get(shape);
      if (existing !== undefined) throw new DuplicateRouteError(routeKey, existing);
      known.set(shape, routeKey);
      if (route !== undefined) entries.push({ route, target });
    }
    this.#entries = entries.toSorted((a, b) => compareRoutes(a.route, b.route));
    this.#fallback = routes.find(({ routeKey }) => routeKey === defaultRouteKey);
  }

  /** The route for a method and a decoded path, which begins with a slash. */
  match(method: string, path: string): RouteMatch<Target> | undefined {
    const parts = path === "/" ? [] : path.slice(1).split("/");
    for (const { route, target } of this.#entries) {
      if (route.method !== "ANY" && route.method !== method) continue;
      const pathParameters = matchSegments(route.segments, parts);
      if (pathParameters !== undefined) return { routeKey: route.key, target, pathParameters };
    }
    if (this.#fallback === undefined) return undefined;
    return { routeKey: defaultRouteKey, target: this.#fallback.target, pathParameters: new Map() };
  }
}

function shapeOf({ method, segments }: RouteKey): string {
  return `${method} ${segments.map((segment) => (segment.kind === "static" ? segment.text : `{${segment.kind}}`)).join("/")}`;
}

function isGreedy({ segments }: RouteKey): boolean {
  return segments.at(-1)?.kind === "greedy";
}

/** Orders routes that can take the same request; for the others it only has to be consistent, hence the length. */
function compareRoutes(a: RouteKey, b: RouteKey): number {
  if (isGreedy(a) !== isGreedy(b)) return isGreedy(a) ? 1 : -1;
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    if (other === undefined) break;
    const difference = specificity[segment.kind] - specificity[other.kind];
    if (difference !== 0) return difference;
  }
  if (a.segments.length !== b.segments.length) return a.segments.length - b.segments.length;
  return Number(a.method === "ANY") - Number(b.method === "ANY");
}

/** The variables' values, or `undefined` where the path does not match. */
function matchSegments(
  segments: readonly RouteSegment[],
  parts: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === "greedy") {
      // `/x` has no part for the variable of `/x/{proxy+}`; the path `/` has an empty one for `/{proxy+}`.
      if (index >= parts.length && index > 0) return undefined;
      return values.set(segment.name, parts.slice(index).join("/"));
    }
    const part = parts[index];
    if (part === undefined) return undefined;
    if (segment.kind === "static" && segment.text !== part) return undefined;
    if (segment.kind === "static") continue;
    if (part === "") return undefined;
    values.set(segment.name, part);
  }
  return segments.length === parts.length ? values : undefined;
}

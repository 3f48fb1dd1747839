import type { Route } from "../manifest/route.ts";

/** The methods that routes have for a path; none when no route has the path. */
export function allowedMethods(routes: readonly Pick<Route, "method" | "path">[], path: string): readonly string[] {
  const methods = routes.filter((route) => matches(route.path, path)).map(({ method }) => method);
  return [...new Set(methods)].sort();
}

/** By API Gateway's rules: a variable takes one segment, and segments are compared literally. */
function matches(template: Route["path"], path: string): boolean {
  if (template === "$default") return false;
  const wanted = template.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (segment.startsWith("{") ? given[index] !== "" : segment === given[index]))
  );
}

import { stringOr } from "./json.ts";
import { lastPart, physicalName, resourcesOfType } from "./resources.ts";
import type { App, SynthesisedResource, Synthesis } from "./synthesis.ts";

/** Functions that a drawing shows as one: those behind the same resource of the API. */
export interface FunctionGroup {
  /** `/categories`, `$default`, or a name. */
  readonly name: string;
  readonly caller: "api" | "authorizer" | "other";
  readonly functions: readonly SynthesisedResource[];
}

/** Every Lambda function, in the group that it belongs to. */
export function functionGroups(synthesis: Synthesis): FunctionGroup[] {
  const paths = functionPaths(synthesis);
  const authorizers = authorizerFunctions(synthesis);
  const groups = Map.groupBy(resourcesOfType(synthesis, "aws:lambda/function:Function"), (fn) => {
    const name = physicalName(fn);
    return paths.get(name) ?? (authorizers.has(name) ? "authorizer" : shortName(name, synthesis.app));
  });
  return [...groups].map(([name, functions]) => {
    const [caller = "other"] = functions.map((fn) => callerOf(physicalName(fn), paths, authorizers));
    return { name, caller, functions };
  });
}

function callerOf(
  name: string,
  paths: ReadonlyMap<string, string>,
  authorizers: ReadonlySet<string>,
): FunctionGroup["caller"] {
  if (paths.has(name)) return "api";
  return authorizers.has(name) ? "authorizer" : "other";
}

/** A physical name without what all of a stage's names begin with. */
function shortName(name: string, { name: app, stage }: App): string {
  const prefix = `${app}-${stage}-`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** The first part of the path that a function answers, by the function's physical name. */
function functionPaths(synthesis: Synthesis): ReadonlyMap<string, string> {
  const integrations = resourcesOfType(synthesis, "aws:apigatewayv2/integration:Integration");
  const functions = new Map(
    integrations.map(({ name, inputs }) => [
      `integrations/${name}-id`,
      lastPart(stringOr(inputs["integrationUri"], "")),
    ]),
  );
  const routes = resourcesOfType(synthesis, "aws:apigatewayv2/route:Route");
  return new Map(
    routes.map(({ inputs }) => [
      functions.get(stringOr(inputs["target"], "")) ?? "",
      firstSegment(stringOr(inputs["routeKey"], "")),
    ]),
  );
}

/** `/categories` for `GET /categories/{id}`; `$default` stays. */
function firstSegment(routeKey: string): string {
  const [, path = routeKey] = routeKey.split(" ");
  const [, segment] = path.split("/");
  return segment === undefined ? path : `/${segment}`;
}

/** Physical names of the functions that API Gateway asks about a caller. */
function authorizerFunctions(synthesis: Synthesis): ReadonlySet<string> {
  const authorizers = resourcesOfType(synthesis, "aws:apigatewayv2/authorizer:Authorizer");
  return new Set(
    authorizers.map(({ inputs }) => /:function:([^/]+)\//.exec(stringOr(inputs["authorizerUri"], ""))?.[1] ?? ""),
  );
}

import { stringOr } from "./json.ts";
import { lastPart, physicalName, resourcesOfType } from "./resources.ts";
import type { App, SynthesisedResource, Synthesis } from "./synthesis.ts";

/** What sends a function its events: `client` through a URL of the function's own. */
export type Caller = "api" | "authorizer" | "client" | "site" | "unknown";

/** Functions that a drawing shows as one: those behind the same resource of the API. */
export interface FunctionGroup {
  /** `/categories`, `$default`, or a name. */
  readonly name: string;
  readonly caller: Caller;
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
  const callers: readonly [Caller, (name: string) => boolean][] = [
    ["api", (name) => paths.has(name)],
    ["authorizer", (name) => authorizers.has(name)],
    ["site", (name) => isCalledByCloudFront(synthesis, name)],
    ["client", (name) => hasUrl(synthesis, name)],
  ];
  return [...groups].map(([name, functions]) => {
    const names = functions.map(physicalName);
    const [caller = "unknown"] = callers.find(([, calls]) => names.some(calls)) ?? [];
    return { name, caller, functions };
  });
}

function isCalledByCloudFront(synthesis: Synthesis, name: string): boolean {
  const permissions = resourcesOfType(synthesis, "aws:lambda/permission:Permission");
  return permissions.some(
    ({ inputs }) => inputs["principal"] === "cloudfront.amazonaws.com" && inputs["function"] === name,
  );
}

function hasUrl(synthesis: Synthesis, name: string): boolean {
  const urls = resourcesOfType(synthesis, "aws:lambda/functionUrl:FunctionUrl");
  return urls.some(({ inputs }) => inputs["functionName"] === name);
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

import { authorizer } from "../../functions/manifest/authorizer.ts";
import { corsFor } from "../../functions/manifest/cors.ts";
import { routeKey } from "../../functions/manifest/route.ts";
import { routes } from "../../functions/manifest/routes.ts";
import { physicalName, resourcesOfType } from "../../synth/resources.ts";
import type { Check } from "./check.ts";
import { deployedFunctions } from "./lambda-functions.ts";
import { fields, list, text } from "./inputs.ts";

/** All that anyone may call without a token. The list stands here and not in the manifest, so that nothing joins it unseen. */
const open = new Set(["GET /health", "GET /openapi.json", "GET /docs", "$default"]);

/** Every route of the manifest is there, no other is, and none but the open ones is reached without the authorizer. */
export const noRouteIsOpenUnseen: Check = (synthesis) => {
  const [guard] = resourcesOfType(synthesis, "aws:apigatewayv2/authorizer:Authorizer");
  const deployed = resourcesOfType(synthesis, "aws:apigatewayv2/route:Route");
  const keys = new Set(deployed.map(({ inputs }) => text(inputs["routeKey"])));
  const declared = new Set(routes.map((route) => routeKey(route)));
  const unguarded = deployed.filter(
    ({ inputs }) => inputs["authorizationType"] !== "CUSTOM" || inputs["authorizerId"] !== `${guard?.name}-id`,
  );
  return [
    ...[...declared.symmetricDifference(keys)].map((key) => `${key} is in one of manifest and API.`),
    ...unguarded
      .map(({ inputs }) => text(inputs["routeKey"]))
      .filter((key) => !open.has(key))
      .map((key) => `${key} is open to anyone.`),
  ];
};

/** A stage can be removed: API Gateway deletes no authorizer that a route still names, so the routes have to go first. */
export const routesGoBeforeTheirAuthorizer: Check = (synthesis) => {
  const [guard] = resourcesOfType(synthesis, "aws:apigatewayv2/authorizer:Authorizer");
  return resourcesOfType(synthesis, "aws:apigatewayv2/route:Route")
    .filter(({ inputs }) => inputs["authorizationType"] === "CUSTOM")
    .filter(({ options }) => !options.dependsOn.includes(guard?.urn ?? ""))
    .map(({ name }) => `${name} may still be there when its authorizer is deleted.`);
};

/** Every function is called in the format that handlers read. */
export const handlersGetWhatTheyRead: Check = (synthesis) =>
  resourcesOfType(synthesis, "aws:apigatewayv2/integration:Integration")
    .filter(({ inputs }) => inputs["integrationType"] !== "AWS_PROXY" || inputs["payloadFormatVersion"] !== "2.0")
    .map(({ name, inputs }) => `${name} sends the format ${text(inputs["payloadFormatVersion"])}.`);

/** No function has a URL of its own that anyone may call. */
export const noFunctionUrlIsPublic: Check = (synthesis) =>
  resourcesOfType(synthesis, "aws:lambda/functionUrl:FunctionUrl")
    .filter(({ inputs }) => inputs["authorizationType"] !== "AWS_IAM")
    .map(({ name }) => `${name} is open to anyone.`);

/** A function that declares a URL has one, of its invoke mode, and no page may call it; no other function of the manifest has any. */
export const functionUrlsAreAsDeclared: Check = (synthesis) => {
  const urls = resourcesOfType(synthesis, "aws:lambda/functionUrl:FunctionUrl");
  return deployedFunctions(synthesis, () => {}).flatMap(({ manifest, resource }) => {
    const wanted = manifest.url ? [[manifest.url.invokeMode, undefined]] : [];
    const found = urls
      .filter(({ inputs }) => inputs["functionName"] === physicalName(resource))
      .map(({ inputs }) => [inputs["invokeMode"], inputs["cors"]]);
    return Bun.deepEquals(found, wanted) ? [] : [`${manifest.name} has the URLs ${JSON.stringify(found)}.`];
  });
};

/**
 * The authorizer is asked in the format that it answers in, about the header that tokens come in. Its answer is kept for a
 * minute at most, which is how long a revoked token may still work, and for nobody but who sent that header.
 */
export const theAuthorizerIsAsDeclared: Check = (synthesis) => {
  const guards = resourcesOfType(synthesis, "aws:apigatewayv2/authorizer:Authorizer").map(({ inputs }) => ({
    type: inputs["authorizerType"],
    format: inputs["authorizerPayloadFormatVersion"],
    simple: inputs["enableSimpleResponses"],
    sources: inputs["identitySources"],
    seconds: inputs["authorizerResultTtlInSeconds"],
    function: text(inputs["authorizerUri"]).split(/[:/]/).at(-2),
  }));
  const wanted = {
    type: "REQUEST",
    format: "2.0",
    simple: true,
    sources: ["$request.header.Authorization"],
    seconds: 60,
    function: `${synthesis.app.name}-${synthesis.app.stage}-${authorizer.name}`,
  };
  return Bun.deepEquals(guards, [wanted]) ? [] : [`The API is guarded by ${JSON.stringify(guards)}.`];
};

/** Pages of other origins may do with the API what the manifest says: no method, header or origin is open to all of them. */
export const pagesMayDoAsDeclared: Check = (synthesis) =>
  resourcesOfType(synthesis, "aws:apigatewayv2/api:Api").flatMap(({ name, inputs }) => {
    const cors = inputs["corsConfiguration"];
    if (cors === undefined) return [];
    const origins = list(fields(cors)["allowOrigins"]).map(text);
    const { maxAgeSeconds, ...declared } = corsFor(origins);
    const wanted = { ...declared, maxAge: maxAgeSeconds, allowCredentials: false };
    return Bun.deepEquals(cors, wanted) && !JSON.stringify(cors).includes('"*"')
      ? []
      : [`${name} lets pages do ${JSON.stringify(cors)}.`];
  });

export interface ApiExpectation {
  readonly requestsPerSecond: number;
  readonly burst: number;
  /** Origins whose pages may call the API. */
  readonly origins: readonly string[];
  /** Host name of the API; undefined for the generated one. */
  readonly host: string | undefined;
}

/** The API is reached under its one name, at its rate, from its own pages. */
export function theApiIsReachedAs({ requestsPerSecond, burst, origins, host }: ApiExpectation): Check {
  return (synthesis) => {
    const [api] = resourcesOfType(synthesis, "aws:apigatewayv2/api:Api");
    const [stage] = resourcesOfType(synthesis, "aws:apigatewayv2/stage:Stage");
    const domains = resourcesOfType(synthesis, "aws:apigatewayv2/domainName:DomainName");
    const settings = fields(stage?.inputs["defaultRouteSettings"]);
    const found = {
      requestsPerSecond: settings["throttlingRateLimit"],
      burst: settings["throttlingBurstLimit"],
      origins: list(fields(api?.inputs["corsConfiguration"])["allowOrigins"]),
      host: text(domains[0]?.inputs["domainName"]) || undefined,
      generated: api?.inputs["disableExecuteApiEndpoint"] !== true,
      exceptions: list(stage?.inputs["routeSettings"]),
      deployed: stage?.inputs["autoDeploy"] === true,
    };
    const generated = host === undefined;
    const wanted = { requestsPerSecond, burst, origins, host, generated, exceptions: [], deployed: true };
    return Bun.deepEquals(found, wanted) ? [] : [`The API is reached as ${JSON.stringify(found)}.`];
  };
}

/// <reference path="../.sst/platform/config.d.ts" />
import { authorizer } from "../functions/manifest/authorizer.ts";
import { corsFor } from "../functions/manifest/cors.ts";
import { type Route, routeKey } from "../functions/manifest/route.ts";
import { routes } from "../functions/manifest/routes.ts";
import { accessLogFormat } from "./access-log.ts";
import { domainOf, hosts } from "./domain.ts";
import { bunFunction } from "./runtime.ts";
import { stageFacts, webOrigins } from "./stage.ts";

const facts = stageFacts($app.stage);

/** The HTTP API: one function for each route of the manifest. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  ...(hosts && { domain: domainOf(hosts.api) }),
  transform: {
    api: {
      // Takes the place of SST's own, which allows every origin.
      corsConfiguration: corsConfiguration(webOrigins(facts, hosts)),
      // The generated URL would be a second way in, past whatever is put before the domain.
      disableExecuteApiEndpoint: hosts !== undefined,
    },
    logGroup: { retentionInDays: facts.logRetentionDays },
    stage(args) {
      args.accessLogSettings = $output(args.accessLogSettings).apply((settings) => ({
        destinationArn: settings?.destinationArn ?? "",
        format: accessLogFormat,
      }));
      args.defaultRouteSettings = {
        throttlingRateLimit: facts.throttling.requestsPerSecond,
        throttlingBurstLimit: facts.throttling.burst,
      };
      return undefined;
    },
  },
});

const guard = api.addAuthorizer({
  name: "Token",
  lambda: {
    function: bunFunction(authorizer),
    payload: "2.0",
    response: "simple",
    identitySources: [...authorizer.identitySources],
    ttl: `${authorizer.cacheSeconds} seconds`,
  },
});

// SST lets the API as a whole invoke each function, and so one route another's function.
$transform(aws.lambda.Permission, (args, _options, name) => {
  const route = routes.find(
    ({ operationId }) => name.toLowerCase() === `apiroute${operationId}permissions`.toLowerCase(),
  );
  if (route) args.sourceArn = $interpolate`${api.nodes.api.executionArn}/*/${invocation(route)}`;
});

for (const route of routes) {
  api.route(routeKey(route), bunFunction({ ...route, name: route.operationId }), {
    name: route.operationId,
    ...(route.scope === "public" ? { auth: false } : { auth: { lambda: guard.id }, transform: { route: afterGuard } }),
  });
}

/**
 * Has a route depend on the authorizer, so that it is deleted first: API Gateway keeps an authorizer that a route names, and
 * a stage could not be removed. SST 4.17.1 loses this dependency (sst issue 5586).
 */
function afterGuard(_route: object, options: $util.CustomResourceOptions): undefined {
  options.dependsOn = guard.nodes.authorizer;
}

/**
 * What API Gateway names as the source of an invocation, after the API and its stage, of which there is one: method and
 * path, with any value for a parameter.
 *
 * Source of the form: AWS documentation, "Control access for invoking an API".
 */
function invocation({ method, path }: Route): string {
  return path === "$default" ? path : `${method}${path.replaceAll(/\{[^}]+\}/g, "*")}`;
}

function corsConfiguration(origins: readonly string[]): aws.types.input.apigatewayv2.ApiCorsConfiguration | undefined {
  if (origins.length === 0) return undefined;
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAgeSeconds } = corsFor(origins);
  return {
    allowOrigins: [...allowOrigins],
    allowMethods: [...allowMethods],
    allowHeaders: [...allowHeaders],
    exposeHeaders: [...exposeHeaders],
    allowCredentials,
    maxAge: maxAgeSeconds,
  };
}

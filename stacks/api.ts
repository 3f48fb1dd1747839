/// <reference path="../.sst/platform/config.d.ts" />
import { corsFor } from "../functions/manifest/cors.ts";
import { routeKey } from "../functions/manifest/route.ts";
import { routes } from "../functions/manifest/routes.ts";
import { tableLink } from "./dynamodb.ts";
import { requiresIam } from "./route-auth.ts";
import { bunFunction } from "./runtime.ts";
import { stageFacts } from "./stage.ts";

const { webOrigins } = stageFacts($app.stage);

/** The HTTP API: one function for each route of the manifest. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  // Takes the place of SST's own, which allows every origin.
  transform: { api: { corsConfiguration: webOrigins.length > 0 ? corsConfiguration(webOrigins) : undefined } },
});

for (const route of routes) {
  const { operationId: name, handler: source } = route;
  const link = route.tables.map(tableLink);
  api.route(routeKey(route), bunFunction({ name, source, link }), {
    name,
    auth: requiresIam(route) && { iam: true },
  });
}

function corsConfiguration(origins: readonly string[]): aws.types.input.apigatewayv2.ApiCorsConfiguration {
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

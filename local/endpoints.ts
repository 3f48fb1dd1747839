import { authorizer as authorizerManifest } from "../functions/manifest/authorizer.ts";
import { cors } from "../functions/manifest/cors.ts";
import { functions as manifests } from "../functions/manifest/functions.ts";
import { routeKey } from "../functions/manifest/route.ts";
import { routes } from "../functions/manifest/routes.ts";
import { startFunctionUrl } from "./function-url/function-url.ts";
import { startGateway } from "./gateway/gateway.ts";
import type { HttpServer } from "./gateway/http-server.ts";
import { LambdaAuthorizer } from "./gateway/lambda-authorizer.ts";
import type { Invocable, StreamInvocable } from "./lambda/invocation-result.ts";
import { functionUrlPort, portError, requireFreePort } from "./port.ts";

export interface EndpointOptions {
  /** Of the HTTP API, on 127.0.0.1; 0 for any free ones. */
  readonly port: number;
  /** What takes the invocations of a function, by its name in the manifest. */
  readonly target: (name: string) => Invocable & StreamInvocable;
  readonly log: (line: string) => void;
}

/** The URL of one function. */
export interface FunctionAddress {
  readonly name: string;
  /** Without a slash at the end. */
  readonly url: string;
}

/** Where requests are answered. */
export interface Endpoints {
  /** The HTTP API, without a slash at the end. */
  readonly url: string;
  readonly functionUrls: readonly FunctionAddress[];
}

/** The functions that have a URL of their own, each with its port. */
function urlPorts(apiPort: number): readonly { readonly name: string; readonly port: number }[] {
  const named = manifests.filter(({ url }) => url !== undefined);
  return named.map(({ name }, index) => ({ name, port: functionUrlPort(apiPort, index) }));
}

/**
 * Makes sure that every port can be listened on, before anything slow is done.
 *
 * @throws StartError `PORT_IN_USE` with who has it.
 */
export async function requireFreePorts(apiPort: number): Promise<void> {
  await requireFreePort({ port: apiPort, apiPort });
  for (const { name, port } of urlPorts(apiPort)) await requireFreePort({ port, apiPort, functionName: name });
}

/**
 * Opens the HTTP API with every route of the manifest, and the URL of each function that declares one. `cleanup` closes
 * what was opened, also after a failure.
 *
 * @throws StartError `PORT_IN_USE` with who has the port.
 */
export async function openEndpoints(options: EndpointOptions, cleanup: AsyncDisposableStack): Promise<Endpoints> {
  const gateway = await openGateway(options);
  cleanup.defer(() => gateway.stop());
  const functionUrls: FunctionAddress[] = [];
  for (const { name, port } of urlPorts(options.port)) {
    const server = await openFunctionUrl(options, name, port);
    cleanup.defer(() => server.stop());
    functionUrls.push({ name, url: server.url });
  }
  return { url: gateway.url, functionUrls };
}

async function openGateway({ port, target, log }: EndpointOptions): Promise<HttpServer> {
  const authorizer = new LambdaAuthorizer({
    target: target(authorizerManifest.name),
    identitySources: authorizerManifest.identitySources,
    cacheSeconds: authorizerManifest.cacheSeconds,
    log,
  });
  const gatewayRoutes = routes.map((route) => ({
    routeKey: routeKey(route),
    target: target(route.operationId),
    authorizer: route.scope === "public" ? undefined : authorizer,
  }));
  try {
    return await startGateway({ routes: gatewayRoutes, cors, port, localHostsOnly: true, log });
  } catch (error) {
    throw await portError({ port, apiPort: port }, error);
  }
}

async function openFunctionUrl(
  { port: apiPort, target, log }: EndpointOptions,
  name: string,
  port: number,
): Promise<HttpServer> {
  try {
    return await startFunctionUrl({ name, target: target(name), port, log });
  } catch (error) {
    throw await portError({ port, apiPort, functionName: name }, error);
  }
}

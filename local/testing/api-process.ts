import { resolve } from "node:path";
import { authorizer as authorizerManifest } from "../../functions/manifest/authorizer.ts";
import { cors } from "../../functions/manifest/cors.ts";
import { defaultTimeoutSeconds, type NamedFunction } from "../../functions/manifest/function.ts";
import { functions } from "../../functions/manifest/functions.ts";
import { newSecret } from "../../functions/manifest/new-secret.ts";
import { routeKey } from "../../functions/manifest/route.ts";
import { routes } from "../../functions/manifest/routes.ts";
import { secrets } from "../../functions/manifest/secrets.ts";
import { tables } from "../../functions/manifest/tables.ts";
import { createTables } from "../dynamodb/create-tables.ts";
import { startDynamoDB } from "../dynamodb/dynamodb.ts";
import { startFunctionUrl } from "../function-url/function-url.ts";
import { startGateway } from "../gateway/gateway.ts";
import { LambdaAuthorizer } from "../gateway/lambda-authorizer.ts";
import type { Invocable, InvocationResult } from "../lambda/invocation-result.ts";
import { InProcessStream, type StreamingHandler } from "./in-process-stream.ts";
import type { TestApiAddress } from "./test-api.ts";
import { localCredentials, localRegion, localStage, localTableName } from "../local-aws.ts";

/**
 * The whole API in this process: gateway, authorizer, every handler and the URLs of functions, with DynamoDB in memory. It
 * tells its parent where it answers, and ends with it. See `startTestApi`.
 */

const root = resolve(import.meta.dirname, "..", "..");

type Handler = (
  event: unknown,
  context: { readonly awsRequestId: string; getRemainingTimeInMillis(): number },
) => Promise<unknown>;

/** Starts the API; what has to be stopped again goes to `cleanup`. */
async function start(cleanup: AsyncDisposableStack): Promise<TestApiAddress> {
  const dynamoDB = await startDynamoDB({ storage: { kind: "memory" } });
  cleanup.defer(() => dynamoDB.stop());
  await createTables(dynamoDB.endpoint, tables, localTableName);

  const adminToken = newSecret("AdminToken", localStage);
  setEnvironment(dynamoDB.endpoint, adminToken);
  const names = new Set([...routes.map(({ operationId }) => operationId), authorizerManifest.name]);
  const behindGateway = functions.filter(({ name }) => names.has(name));
  const loaded = await Promise.all(behindGateway.map(async (fn) => [fn.name, await loadInvocable(fn)] as const));
  const targets = new Map(loaded);

  const authorizer = new LambdaAuthorizer({
    ...authorizerManifest,
    target: targetOf(targets, authorizerManifest.name),
    log: ignore,
  });
  const gateway = await startGateway({
    routes: routes.map((route) => ({
      routeKey: routeKey(route),
      target: targetOf(targets, route.operationId),
      authorizer: route.scope === "public" ? undefined : authorizer,
    })),
    cors,
    port: 0,
    localHostsOnly: true,
    log: ignore,
  });
  cleanup.defer(() => gateway.stop());
  return { url: gateway.url, functionUrls: await startFunctionUrls(cleanup), adminToken };
}

async function startFunctionUrls(cleanup: AsyncDisposableStack): Promise<Record<string, string>> {
  const urls: Record<string, string> = {};
  for (const fn of functions.filter(({ url }) => url !== undefined)) {
    const handler = await load<StreamingHandler>(fn);
    const target = new InProcessStream(handler, (fn.timeoutSeconds ?? defaultTimeoutSeconds) * 1000);
    const server = await startFunctionUrl({ name: fn.name, target, port: 0, log: ignore });
    cleanup.defer(() => server.stop());
    urls[fn.name] = server.url;
  }
  return urls;
}

/** What SST and Lambda put into a function's environment; here it is the same for all of them. */
function setEnvironment(endpoint: string, adminToken: string): void {
  const linkedTables = tables.map(({ name }) => [name, { name: localTableName({ name }) }] as const);
  const linkedSecrets = secrets.map(
    ({ name }) => [name, { value: name === "AdminToken" ? adminToken : newSecret(name, localStage) }] as const,
  );
  const links = [["App", { name: "draht", stage: localStage }] as const, ...linkedTables, ...linkedSecrets];
  Object.assign(process.env, {
    AWS_REGION: localRegion(),
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: localCredentials.sessionToken,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_LAMBDA_LOG_LEVEL: "ERROR",
    ...Object.fromEntries(links.map(([name, value]) => [`SST_RESOURCE_${name}`, JSON.stringify(value)])),
  });
}

async function loadInvocable(fn: NamedFunction): Promise<Invocable> {
  const handler = await load<Handler>(fn);
  return { invoke: (event) => call(handler, event, (fn.timeoutSeconds ?? defaultTimeoutSeconds) * 1000) };
}

async function load<Exported>({ name, handler }: NamedFunction): Promise<Exported> {
  const dot = handler.lastIndexOf(".");
  const module = (await import(resolve(root, `${handler.slice(0, dot)}.ts`))) as Record<string, Exported>;
  const exported = module[handler.slice(dot + 1)];
  if (exported === undefined) throw new TypeError(`The function ${name} has no ${handler}.`);
  return exported;
}

/** What Lambda answers: a handler that throws is a function error. */
async function call(handler: Handler, event: Uint8Array, milliseconds: number): Promise<InvocationResult> {
  const requestId = crypto.randomUUID();
  const end = performance.now() + milliseconds;
  const context = { awsRequestId: requestId, getRemainingTimeInMillis: () => end - performance.now() };
  try {
    const result = await handler(JSON.parse(new TextDecoder().decode(event)), context);
    return { status: "success", requestId, payload: new TextEncoder().encode(JSON.stringify(result)) };
  } catch (error) {
    const { name: errorType, message: errorMessage } = error instanceof Error ? error : new Error(String(error));
    const payload = new TextEncoder().encode(JSON.stringify({ errorType, errorMessage }));
    console.error(error);
    return { status: "function-error", requestId, payload };
  }
}

function targetOf(targets: ReadonlyMap<string, Invocable>, name: string): Invocable {
  const target = targets.get(name);
  if (target === undefined) throw new TypeError(`The manifest has no function ${name}.`);
  return target;
}

/** The gateway's access log; failures show in the answers. */
function ignore(): void {}

const cleanup = new AsyncDisposableStack();
const ended = Promise.withResolvers<void>();
process.once("SIGTERM", () => ended.resolve());
process.once("disconnect", () => ended.resolve());
try {
  process.send?.(await start(cleanup));
  await ended.promise;
} finally {
  await cleanup.disposeAsync();
}
process.exit();

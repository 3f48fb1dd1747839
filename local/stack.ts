import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { BundleCache } from "../bundler/bundle-cache.ts";
import type { FunctionBundle } from "../bundler/bundle-function.ts";
import { authorizer as authorizerManifest } from "../functions/manifest/authorizer.ts";
import { cors } from "../functions/manifest/cors.ts";
import type { NamedFunction } from "../functions/manifest/function.ts";
import { functions as manifests } from "../functions/manifest/functions.ts";
import { routeKey } from "../functions/manifest/route.ts";
import { routes } from "../functions/manifest/routes.ts";
import { tables } from "../functions/manifest/tables.ts";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget } from "../layers/bun/layer-target.ts";
import { lockDataFolder } from "./data-folder.ts";
import { clearData } from "./dynamodb/clear-data.ts";
import { createTables } from "./dynamodb/create-tables.ts";
import { type DynamoDB, startDynamoDB } from "./dynamodb/dynamodb.ts";
import { externalEndpoint } from "./dynamodb/external-endpoint.ts";
import type { Storage } from "./dynamodb/storage.ts";
import { startGateway } from "./gateway/gateway.ts";
import type { HttpServer } from "./gateway/http-server.ts";
import { LambdaAuthorizer } from "./gateway/lambda-authorizer.ts";
import type { Invocable } from "./lambda/invocation-result.ts";
import { localTableName } from "./local-aws.ts";
import { bundlesFolder, LocalFunction } from "./local-function.ts";
import { mapConcurrently } from "./map-concurrently.ts";
import { portError, requireFreePort } from "./port.ts";
import type { Progress } from "./progress.ts";
import { loadSecrets, secretFile } from "./secrets.ts";
import { reloadOnChange } from "./reload.ts";
import { createRunFolder } from "./run-folder.ts";
import { StartError } from "./start-error.ts";

const root = resolve(import.meta.dirname, "..");
const concurrency = availableParallelism();

export interface StackOptions {
  /** On 127.0.0.1; 0 for any free one. */
  readonly port: number;
  readonly storage: Storage;
  /** Begin with empty tables. */
  readonly reset: boolean;
  /** Rebuild functions when their source changes. */
  readonly watch: boolean;
  readonly progress: Progress;
  /** Takes the logs of the functions and of the gateway. */
  readonly log: (line: string) => void;
  /** Takes what a reload did, and the error of a broken source. */
  readonly notice: (line: string) => void;
}

/** The API as it runs on this machine. */
export interface Stack {
  /** Without a slash at the end. */
  readonly url: string;
  readonly engine: DynamoDB["engine"];
  /** Holds the token of the administrator. */
  readonly tokenFile: string;
  /** Settles with the reason when the stack can no longer answer; otherwise never. */
  readonly failed: Promise<Error>;
  /** Lets running requests finish and ends every process. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Builds the layer and every function of the manifest, starts DynamoDB with its tables, and puts the gateway in front.
 * When a step fails, what the others started is stopped again.
 *
 * @throws StartError, DynamoDBError, LayerError, BundleError: each with a message of its own for the user.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const cleanup = new AsyncDisposableStack();
  try {
    return await assemble(options, cleanup);
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

async function assemble(options: StackOptions, cleanup: AsyncDisposableStack): Promise<Stack> {
  await requireFreePort(options.port);
  await prepareStorage(options, cleanup);
  const folder = await createRunFolder(join(root, ".draht", "local"));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));

  const steps = [buildBootstrap(options), bundleFunctions(options, folder), startDatabase(options, cleanup)] as const;
  // All of them, also after a failure: what a step has yet to start would not be stopped.
  await Promise.allSettled(steps);
  const [bootstrap, bundles, dynamoDB] = await Promise.all(steps);

  const secretsFolder = join(options.storage.kind === "memory" ? folder : options.storage.path, "secrets");
  const secrets = await loadSecrets(secretsFolder);
  const environment = { AWS_ENDPOINT_URL_DYNAMODB: dynamoDB.endpoint };
  const functionOptions = { bootstrap, environment, secrets, folder, log: options.log };
  const functions = bundles.map(({ manifest, bundle }) => new LocalFunction(manifest, bundle, functionOptions));
  cleanup.defer(() => closeAll(functions));
  const gateway = await openGateway(options, functions);
  cleanup.defer(() => gateway.stop());
  if (options.watch) {
    const watcher = reloadOnChange({ functions, root, concurrency, log: options.notice });
    cleanup.defer(() => watcher.stop());
  }

  let stopped: Promise<void> | undefined;
  return {
    url: gateway.url,
    engine: dynamoDB.engine,
    tokenFile: secretFile(secretsFolder, "AdminToken"),
    failed: dynamoDB.crashed,
    stop: () => (stopped ??= cleanup.disposeAsync()),
  };
}

async function prepareStorage({ storage, reset }: StackOptions, cleanup: AsyncDisposableStack): Promise<void> {
  const external = externalEndpoint();
  if (external !== undefined) {
    if (!reset) return;
    throw new StartError(
      "NOT_OURS_TO_RESET",
      `--reset empties this command's own data, but ${external.variable} names a DynamoDB that runs already: ` +
        `delete the tables there, or unset the variable.`,
    );
  }
  if (storage.kind === "memory") return;
  cleanup.use(await lockDataFolder(storage.path));
  if (reset) await clearData(storage.path);
}

function buildBootstrap({ progress }: StackOptions): Promise<string> {
  return progress.step("layer", async (detail) => {
    const target = hostTarget();
    const { bootstrap } = await buildLayer(target, { onProgress: detail });
    return { result: bootstrap, summary: target };
  });
}

interface BundledFunction {
  readonly manifest: NamedFunction;
  readonly bundle: FunctionBundle;
}

function bundleFunctions({ progress }: StackOptions, folder: string): Promise<BundledFunction[]> {
  return progress.step("functions", async () => {
    const cache = new BundleCache(join(root, ".draht", "local", "cache"));
    const outDir = bundlesFolder(folder);
    const result = await mapConcurrently(manifests, concurrency, async (manifest) => {
      const { name, handler } = manifest;
      return { manifest, bundle: await cache.bundle({ name, handler, outDir }) };
    });
    return { result, summary: `${result.length} bundles` };
  });
}

function startDatabase({ progress, storage }: StackOptions, cleanup: AsyncDisposableStack): Promise<DynamoDB> {
  return progress.step("DynamoDB", async () => {
    const result = await startDynamoDB({ storage });
    cleanup.defer(() => result.stop());
    await createTables(result.endpoint, tables, localTableName);
    return { result, summary: `${result.engine}, ${tables.length} table(s)` };
  });
}

async function openGateway(options: StackOptions, functions: readonly LocalFunction[]): Promise<HttpServer> {
  const targets = new Map(functions.map((fn) => [fn.name, fn.target]));
  const authorizer = new LambdaAuthorizer({
    target: requireTarget(targets, authorizerManifest.name),
    identitySources: authorizerManifest.identitySources,
    cacheSeconds: authorizerManifest.cacheSeconds,
    log: options.log,
  });
  const gatewayRoutes = routes.map((route) => ({
    routeKey: routeKey(route),
    target: requireTarget(targets, route.operationId),
    authorizer: route.scope === "public" ? undefined : authorizer,
  }));
  try {
    return await startGateway({
      routes: gatewayRoutes,
      cors,
      port: options.port,
      localHostsOnly: true,
      log: options.log,
    });
  } catch (error) {
    throw await portError(options.port, error);
  }
}

/** @throws TypeError when the manifest names no such function. */
function requireTarget(targets: ReadonlyMap<string, Invocable>, name: string): Invocable {
  const target = targets.get(name);
  if (target === undefined) throw new TypeError(`functions/manifest/functions.ts lacks the function ${name}.`);
  return target;
}

async function closeAll(functions: readonly LocalFunction[]): Promise<void> {
  await Promise.all(functions.map((fn) => fn.close()));
}

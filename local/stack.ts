import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { BundleCache } from "../bundler/bundle-cache.ts";
import type { FunctionBundle } from "../bundler/bundle-function.ts";
import type { NamedFunction } from "../functions/manifest/function.ts";
import { functions as manifests } from "../functions/manifest/functions.ts";
import { tables } from "../functions/manifest/tables.ts";
import { buildLayer } from "../layers/bun/build-layer.ts";
import { hostTarget } from "../layers/bun/layer-target.ts";
import { lockDataFolder } from "./data-folder.ts";
import { clearData } from "./dynamodb/clear-data.ts";
import { createTables } from "./dynamodb/create-tables.ts";
import { type DynamoDB, startDynamoDB } from "./dynamodb/dynamodb.ts";
import { externalEndpoint } from "./dynamodb/external-endpoint.ts";
import type { Storage } from "./dynamodb/storage.ts";
import { type FunctionAddress, openEndpoints, requireFreePorts } from "./endpoints.ts";
import { localTableName } from "./local-aws.ts";
import { bundlesFolder, LocalFunction } from "./local-function.ts";
import { mapConcurrently } from "./map-concurrently.ts";
import type { Progress } from "./progress.ts";
import { loadSecrets, secretFile } from "./secrets.ts";
import { reloadOnChange } from "./reload.ts";
import { createRunFolder } from "./run-folder.ts";
import { StartError } from "./start-error.ts";

const root = resolve(import.meta.dirname, "..");
const concurrency = availableParallelism();

export interface StackOptions {
  /** Of the HTTP API, on 127.0.0.1; the URLs of functions are at the ports behind it. 0 for any free ones. */
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
  /** Of the HTTP API, without a slash at the end. */
  readonly url: string;
  /** The functions that have a URL of their own. */
  readonly functionUrls: readonly FunctionAddress[];
  readonly engine: DynamoDB["engine"];
  /** Holds the token of the administrator. */
  readonly tokenFile: string;
  /** Settles with the reason when the stack can no longer answer; otherwise never. */
  readonly failed: Promise<Error>;
  /** Lets running requests finish and ends every process. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Builds the layer and every function of the manifest, starts DynamoDB with its tables, and opens what answers requests.
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
  await requireFreePorts(options.port);
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
  const { port, log } = options;
  const target = (name: string) => targetOf(functions, name);
  const { url, functionUrls } = await openEndpoints({ port, target, log }, cleanup);
  if (options.watch) {
    const watcher = reloadOnChange({ functions, root, concurrency, log: options.notice });
    cleanup.defer(() => watcher.stop());
  }

  let stopped: Promise<void> | undefined;
  return {
    url,
    functionUrls,
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

/** @throws TypeError when the manifest names no such function. */
function targetOf(functions: readonly LocalFunction[], name: string): LocalFunction["target"] {
  const found = functions.find((fn) => fn.name === name);
  if (found === undefined) throw new TypeError(`functions/manifest/functions.ts lacks the function ${name}.`);
  return found.target;
}

async function closeAll(functions: readonly LocalFunction[]): Promise<void> {
  await Promise.all(functions.map((fn) => fn.close()));
}

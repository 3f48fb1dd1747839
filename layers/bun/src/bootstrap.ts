/**
 * The Lambda runtime: boots, loads the function's handler and serves invocations until the sandbox ends.
 *
 * Compiled into one executable, it reads no configuration of its own from the working directory: `bunfig.toml` and
 * `.env` of the function's code are not loaded, `tsconfig.json` and `package.json` count for how that code is resolved,
 * and a package that is missing is an error, never a download (uncompiled: `bun --no-install bootstrap.ts`).
 *
 * Source: AWS documentation, "Building a custom runtime for AWS Lambda".
 */
import { AsyncInvokeStore } from "./async-invoke-store.ts";
import { installAwslambda } from "./awslambda.ts";
import { readEnvironment } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { EventLoop } from "./event-loop.ts";
import { loadHandler } from "./handler-loader.ts";
import type { LoadedHandler } from "./handler-loader.ts";
import { HttpConnection } from "./http-connection.ts";
import { serveOneByOne } from "./invocation-loop.ts";
import { InvocationServer } from "./invocation-server.ts";
import { SingleInvokeStore } from "./invoke-store.ts";
import { Lifecycle } from "./lifecycle.ts";
import { patchConsole } from "./log-console.ts";
import { createLogger } from "./logger.ts";
import type { Logger } from "./logger.ts";
import { findLayerModules, ownCommand, planRelaunch, relaunch } from "./relaunch.ts";
import { RuntimeClient } from "./runtime-client.ts";
import { letChildrenBeBun, planBun } from "./spawned-bun.ts";
import { SnapshotHooks } from "./snapshot-hooks.ts";
import { listenForUncaught, reportAndExit } from "./uncaught.ts";

/** Code of the init phase runs once: compiling it costs more than interpreting it. */
const initJitScale = 20;
const normalJitScale = 1;

const exitFailure = 1;
/** As AWS's runtimes exit when a snapshot hook fails. */
const exitSnapshot = 64;

void main();

async function main(): Promise<void> {
  Bun.unsafe.setJITPolicy(initJitScale);
  const variables = process.env;
  const bun = planBun(variables);
  if (bun !== undefined) relaunch(bun);
  const plan = planRelaunch({ variables, command: ownCommand, layerModules: findLayerModules() });
  const concurrent = Boolean(variables["AWS_LAMBDA_MAX_CONCURRENCY"]);
  const store = concurrent ? new AsyncInvokeStore() : new SingleInvokeStore();
  const hooks = new SnapshotHooks();
  installAwslambda(globalThis, store, hooks, variables);
  // Entries of invocations that overlap can be told apart only by their fields.
  const logger = createLogger(variables, store, console.log, concurrent ? "json" : undefined);
  patchConsole(console, logger);
  const { runtimeApi, taskRoot, handlerName, maxConcurrency, snapStart } = readEnvironmentOrExit(logger);

  const lifecycle = new Lifecycle();
  const eventLoop = new EventLoop();
  const createClient = (): RuntimeClient => new RuntimeClient(new HttpConnection(runtimeApi));
  const fatal = { lifecycle, logger, eventLoop, createClient };
  const exit = (title: string, exitCode: number) => (thrown: unknown) => reportAndExit(fatal, title, thrown, exitCode);
  listenForUncaught(fatal);

  const initialise = async (): ReturnType<typeof loadHandler> => {
    relaunch(plan);
    letChildrenBeBun(variables);
    process.chdir(taskRoot);
    const handler = await loadHandler(taskRoot, handlerName);
    await preload(handler);
    return handler;
  };
  const handler = await initialise().catch(exit("Init Error", exitFailure));
  eventLoop.hold();
  if (snapStart) {
    const { takeSnapshot } = await import("./snap-start.ts");
    await takeSnapshot(hooks, createClient(), lifecycle).catch(exit("Snapshot Error", exitSnapshot));
  }
  Bun.unsafe.setJITPolicy(normalJitScale);
  lifecycle.startServing();
  const server = new InvocationServer({ handler, store, lifecycle, eventLoop, logger, variables });
  if (maxConcurrency === undefined) {
    await serveOneByOne(createClient(), server, variables).catch(exit("Runtime API Error", exitFailure));
    return;
  }
  delete variables["_X_AMZN_TRACE_ID"];
  const { serveConcurrently } = await import("./concurrent-loop.ts");
  await serveConcurrently(maxConcurrency, createClient, server, logger);
}

/** Loads during init what the first invocation would otherwise wait for. */
async function preload(handler: LoadedHandler): Promise<void> {
  if (handler.kind === "fetch") await import("./http/fetch-handler.ts");
  if (willStream(handler)) await import("./streamed-response.ts");
}

function willStream(handler: LoadedHandler): boolean {
  if (handler.kind === "fetch") return handler.streams;
  return handler.kind === "streaming" || /Generator/.test(Object.prototype.toString.call(handler.call));
}

/** Without the variables there is no API to tell; the log and the exit code are all there is. */
function readEnvironmentOrExit(logger: Logger): Environment {
  try {
    return readEnvironment(process.env);
  } catch (thrown) {
    logger.logThrown("Init Error", thrown);
    return process.exit(1);
  }
}

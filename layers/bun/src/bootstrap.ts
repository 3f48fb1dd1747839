/**
 * The Lambda runtime: boots, loads the function's handler and serves invocations until the sandbox ends.
 *
 * Compiled into one executable, it reads no configuration of its own from the working directory: `bunfig.toml` and
 * `.env` of the function's code are not loaded, `tsconfig.json` and `package.json` count for how that code is resolved,
 * and a package that is missing is an error, never a download (uncompiled: `bun --no-install bootstrap.ts`).
 *
 * Source: AWS documentation, "Building a custom runtime for AWS Lambda".
 */
import { installAwslambda } from "./awslambda.ts";
import { readEnvironment } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { loadHandler } from "./handler-loader.ts";
import { HttpConnection } from "./http-connection.ts";
import { InvocationLoop } from "./invocation-loop.ts";
import { SingleInvokeStore } from "./invoke-store.ts";
import { Lifecycle } from "./lifecycle.ts";
import { patchConsole } from "./log-console.ts";
import { createLogger } from "./logger.ts";
import type { Logger } from "./logger.ts";
import { findLayerModules, ownCommand, planRelaunch, relaunch } from "./relaunch.ts";
import { RuntimeClient } from "./runtime-client.ts";
import { listenForUncaught, reportAndExit } from "./uncaught.ts";

/** Code of the init phase runs once: compiling it costs more than interpreting it. */
const INIT_JIT_SCALE = 20;
const NORMAL_JIT_SCALE = 1;

void main();

async function main(): Promise<void> {
  Bun.unsafe.setJITPolicy(INIT_JIT_SCALE);
  const variables = process.env;
  const plan = planRelaunch({ variables, command: ownCommand(), layerModules: await findLayerModules() });
  const store = new SingleInvokeStore();
  installAwslambda(globalThis, store, variables);
  const logger = createLogger(variables, store, console.log);
  patchConsole(console, logger);
  const { runtimeApi, taskRoot, handlerName } = readEnvironmentOrExit(logger);

  const lifecycle = new Lifecycle();
  const createClient = (): RuntimeClient => new RuntimeClient(new HttpConnection(runtimeApi));
  const fatal = { lifecycle, logger, createClient };
  const exit = (title: string) => (thrown: unknown) => reportAndExit(fatal, title, thrown, 1);
  listenForUncaught(fatal);

  const initialise = async (): ReturnType<typeof loadHandler> => {
    relaunch(plan);
    process.chdir(taskRoot);
    return loadHandler(taskRoot, handlerName);
  };
  const handler = await initialise().catch(exit("Init Error"));
  Bun.unsafe.setJITPolicy(NORMAL_JIT_SCALE);
  const loop = new InvocationLoop({ client: createClient(), store, lifecycle, logger, variables });
  await loop.run(handler).catch(exit("Runtime API Error"));
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

import { isCompiled } from "./compiled.ts";
import { definedVariables } from "./environment.ts";
import type { EnvironmentVariables } from "./environment.ts";
import { RuntimeError } from "./runtime-error.ts";

/** What `execve` is called with. */
export interface Relaunch {
  readonly file: string;
  readonly argv: readonly string[];
  readonly environment: Record<string, string>;
}

export interface RelaunchInputs {
  readonly variables: EnvironmentVariables;
  /** The command line that runs this bootstrap again: the executable, then its arguments. Asked for only when needed. */
  readonly command: () => readonly [string, ...string[]];
  /** The folder of the layers' packages, where there is one. */
  readonly layerModules: string | undefined;
}

/** Set for the process that a relaunch starts, so that it is not relaunched again. Removed before user code runs. */
export const relaunched = "_DRAHT_RELAUNCHED";

/** The same as the last argument of that process, for a wrapper that clears the environment. Removed likewise. */
export const relaunchedArgument = "--draht-relaunched";

const modulesOfLayers = "/opt/nodejs/node_modules";

/** The command line that runs this bootstrap again, compiled or as a script. */
export function ownCommand(): [string, ...string[]] {
  const [, , ...rest] = process.argv;
  return isCompiled() ? [process.execPath, ...rest] : [process.execPath, ...process.execArgv, Bun.main, ...rest];
}

/**
 * The folder in which layers bring packages, if any does. Asks by entering it: the file functions would start Bun's thread
 * pool for this one question, in every cold start.
 */
export function findLayerModules(folder = modulesOfLayers): string | undefined {
  const workingDirectory = process.cwd();
  try {
    process.chdir(folder);
  } catch {
    return undefined;
  }
  process.chdir(workingDirectory);
  return folder;
}

/**
 * Plans what of the process must be set before it starts:
 *
 * - `AWS_LAMBDA_EXEC_WRAPPER`: the platform applies it to its own runtimes only, so an OS-only runtime does it itself.
 *   The wrapper gets the bootstrap's command line as its arguments and is expected to `exec` it.
 * - `NODE_PATH`: Bun reads it once, at the start. Packages of layers (`/opt/nodejs/node_modules`) resolve through it.
 *
 * Undefined when neither is needed, as for most functions.
 *
 * Source: AWS documentation, "Modifying the runtime environment", "Packaging your layer content".
 */
export function planRelaunch({ variables, command, layerModules }: RelaunchInputs): Relaunch | undefined {
  if (variables[relaunched] !== undefined) return undefined;
  const wrapper = variables["AWS_LAMBDA_EXEC_WRAPPER"];
  const nodePath = withLayerModules(variables["NODE_PATH"], layerModules);
  if (!wrapper && nodePath === variables["NODE_PATH"]) return undefined;
  const own = command();
  if (own.includes(relaunchedArgument)) return undefined;
  const environment = { ...definedVariables({ ...variables, NODE_PATH: nodePath }), [relaunched]: "1" };
  const [file] = own;
  const argv = [...own, relaunchedArgument];
  return wrapper ? { file: wrapper, argv: [wrapper, ...argv], environment } : { file, argv, environment };
}

/**
 * Replaces this process as planned; returns only when there is nothing to do.
 *
 * @throws RuntimeError `Runtime.ExecWrapperFailed` when the wrapper is missing or cannot be executed.
 */
export function relaunch(plan: Relaunch | undefined): void {
  delete process.env[relaunched];
  if (process.argv.at(-1) === relaunchedArgument) process.argv.pop();
  if (plan === undefined) return;
  const { accessSync, constants } = process.getBuiltinModule("node:fs");
  try {
    accessSync(plan.file, constants.X_OK);
    process.execve?.(plan.file, plan.argv, plan.environment);
  } catch (cause) {
    throw new RuntimeError(
      "Runtime.ExecWrapperFailed",
      `${plan.file} cannot be executed: AWS_LAMBDA_EXEC_WRAPPER must be the absolute path of an executable file`,
      { cause },
    );
  }
}

function withLayerModules(nodePath: string | undefined, layerModules: string | undefined): string | undefined {
  if (layerModules === undefined) return nodePath;
  if (!nodePath) return layerModules;
  return nodePath.split(":").includes(layerModules) ? nodePath : `${nodePath}:${layerModules}`;
}

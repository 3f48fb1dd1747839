import { isCompiled } from "./compiled.ts";
import { definedVariables } from "./environment.ts";
import type { EnvironmentVariables } from "./environment.ts";
import { relaunchedArgument } from "./relaunch.ts";
import type { Relaunch } from "./relaunch.ts";

/**
 * A function that starts `process.execPath` means Bun, and gets this executable, which is the runtime: a second one would
 * take an invocation. With `BUN_BE_BUN` in its environment it is the command `bun`.
 */
const beBun = "BUN_BE_BUN";

/**
 * For what is started with arguments but without the variable, as by an environment of its own: Lambda starts the
 * bootstrap without arguments. Undefined when this process is to be the runtime.
 */
export function planBun(variables: EnvironmentVariables): Relaunch | undefined {
  const [, , ...rest] = process.argv;
  if (rest.length === 0 || rest.at(-1) === relaunchedArgument || !isCompiled()) return undefined;
  const file = process.execPath;
  return { file, argv: [file, ...rest], environment: { ...definedVariables(variables), [beBun]: "1" } };
}

/**
 * For what inherits this process's environment, as by `child_process.fork`: its channel would not survive a relaunch. To be
 * called when no relaunch is to come.
 */
export function letChildrenBeBun(variables: Record<string, string | undefined>): void {
  if (isCompiled()) variables[beBun] = "1";
}

import { LayerError } from "./layer-error.ts";
import { isUsageError } from "./usage-error.ts";

/**
 * Runs the main function of a command with its arguments. What is wrong with these, or with the layer's build, is told
 * in one line, with the exit code 1. Any other error is a bug or a failure of its own kind, and keeps its stack.
 */
export async function runMain(main: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await main(Bun.argv.slice(2));
  } catch (error) {
    if (!(error instanceof LayerError) && !isUsageError(error)) throw error;
    const hint = isUsageError(error) ? " (see --help)" : "";
    console.error(`${error.message}${hint}`);
    process.exitCode = 1;
  }
}

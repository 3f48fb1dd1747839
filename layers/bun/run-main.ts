import { LayerError } from "./layer-error.ts";
import { isUsageError } from "./usage-error.ts";

/** A class of errors whose message is for the user. */
type ExpectedError = abstract new (...parameters: never[]) => Error;

/**
 * Runs the main function of a command with its arguments. What is wrong with these, with the layer's build, or in a way
 * that the command expects, is told by its message alone, with the exit code 1. Any other error is a bug or a failure of
 * its own kind, and keeps its stack.
 */
export async function runMain(
  main: (args: string[]) => Promise<void>,
  expected: readonly ExpectedError[] = [],
): Promise<void> {
  try {
    await main(Bun.argv.slice(2));
  } catch (error) {
    process.exitCode = 1;
    if (isUsageError(error)) {
      console.error(`${error.message} (see --help)`);
      return;
    }
    if (!(error instanceof Error) || ![LayerError, ...expected].some((kind) => error instanceof kind)) throw error;
    console.error(error.message);
  }
}

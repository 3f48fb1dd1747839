import { resolve } from "node:path";
import { help, parseCommandLine, type StartCommand, UsageError } from "./command-line.ts";
import { describeError } from "./describe-error.ts";
import type { Storage } from "./dynamodb/storage.ts";
import { launcherGone } from "./launcher.ts";
import { Progress } from "./progress.ts";
import { stopSignal } from "./stop-signal.ts";
import { requireSupportedSystem } from "./supported-system.ts";
import { welcome } from "./welcome.ts";

const defaultDataFolder = resolve(import.meta.dirname, "..", ".draht", "data");

/**
 * `bun run start`: exit code 0 after a signal to stop, 1 with one line on standard error when something does not work, 2
 * for a wrong command line.
 */
async function main(): Promise<number> {
  try {
    const command = parseCommandLine(process.argv.slice(2), process.env);
    if (command.kind === "help") {
      process.stdout.write(help);
      return 0;
    }
    requireSupportedSystem();
    return await run(command);
  } catch (error) {
    console.error(describeError(error) ?? error);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function run(command: StartCommand): Promise<number> {
  const stopRequested = Promise.race([stopSignal(), launcherGone()]);
  const storage = storageOf(command);
  // Loaded late: it imports the routes, and an error in their source is to be told like any other.
  const { startStack } = await import("./stack.ts");
  const starting = startStack({
    port: command.port,
    storage,
    reset: command.reset,
    watch: command.watch,
    progress: new Progress(print),
    log: command.quiet ? () => {} : print,
    notice: print,
  });

  const stack = await Promise.race([starting, stopRequested]);
  if (!stack) {
    print("Stopping …");
    // Whatever was about to fail is of no interest any more.
    await (await starting.catch(() => undefined))?.stop();
    return 0;
  }
  print(
    welcome({
      url: stack.url,
      functionUrls: stack.functionUrls,
      engine: stack.engine,
      tokenFile: stack.tokenFile,
      storage,
      milliseconds: performance.now(),
    }),
  );
  const failure = await Promise.race([stack.failed, stopRequested]);
  print("Stopping …");
  await stack.stop();
  if (failure) throw failure;
  return 0;
}

function storageOf({ memory, data }: StartCommand): Storage {
  if (memory) return { kind: "memory" };
  return { kind: "folder", path: data === undefined ? defaultDataFolder : resolve(data) };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();

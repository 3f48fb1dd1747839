import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { VisibleError } from "./visible-error.ts";

/** What is deployed, in the order in which it is built. Each does nothing when nothing changed. */
const builds = [
  { what: "layers", args: ["layers/bun/build.ts", "--arch", "all", "--zip"] },
  { what: "functions", args: ["bundler/build.ts"] },
  { what: "site", args: ["web/build/run.ts"] },
];

/** Last lines of each stream of a failed build that are worth repeating. */
const shownLines = 20;

export interface BuildOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Gets each line that a build prints, as it comes. */
  readonly onProgress: (line: string) => void;
}

/**
 * Builds the layers and every function's bundle into `.draht`, and the site in its own folder, with Bun: this program
 * itself is run by Node.
 *
 * @throws VisibleError `BUN_NOT_FOUND`, `BUILD_FAILED`
 */
export async function build({ root, environment, onProgress }: BuildOptions): Promise<void> {
  for (const { what, args } of builds) {
    const { exitCode, lastLines } = await run(bunCommand(environment), args, { root, environment, onProgress });
    if (exitCode === 0) continue;
    throw new VisibleError(
      "BUILD_FAILED",
      [`The ${what} could not be built, so nothing was deployed. \`bun ${args.join(" ")}\` said:`, ...lastLines].join(
        "\n",
      ),
    );
  }
}

/** The Bun that started this (`bun x sst deploy` leaves its path in the environment), else the one on PATH. */
function bunCommand({ npm_execpath: path = "" }: BuildOptions["environment"]): string {
  return /[/\\]bun(?:\.exe)?$/.test(path) ? path : "bun";
}

interface Outcome {
  readonly exitCode: number | null;
  /** Of standard output, then of standard error: two pipes have no common order, and the error stands in the second. */
  readonly lastLines: readonly string[];
}

async function run(command: string, args: readonly string[], options: BuildOptions): Promise<Outcome> {
  const { root, environment, onProgress } = options;
  // Node's options are for the program that SST started, not for a build.
  const { NODE_OPTIONS: _, ...rest } = environment;
  const path = [join(root, "node_modules", ".bin"), environment["PATH"]].join(delimiter);
  const child = spawn(command, args, { cwd: root, env: { ...rest, PATH: path }, stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const outputs = [child.stdout, child.stderr].map((stream) => lastLinesOf(stream, onProgress));
  try {
    const exitCode = await exited;
    return { exitCode, lastLines: (await Promise.all(outputs)).flat() };
  } catch (error) {
    throw new VisibleError(
      "BUN_NOT_FOUND",
      `Layers, functions and the site are built with Bun, which cannot be started (${String(error)}): ` +
        "deploy with `bun x sst deploy`, or put Bun on the PATH.",
    );
  }
}

/** The last lines of a stream at its end; each is passed on as it comes. */
async function lastLinesOf(stream: Readable, onProgress: BuildOptions["onProgress"]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream })) {
    lines.push(line);
    if (lines.length > shownLines) lines.shift();
    onProgress(line);
  }
  return lines;
}

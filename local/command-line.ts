import { parseArgs } from "node:util";

/** What the start command was asked to do. */
export type Command = { readonly kind: "help" } | StartCommand;

export interface StartCommand {
  readonly kind: "start";
  /** 0 stands for any free port. */
  readonly port: number;
  /** The data folder as given, relative to the working directory; undefined for the default one. */
  readonly data: string | undefined;
  /** Keep the data in memory only. */
  readonly memory: boolean;
  /** Begin with empty tables. */
  readonly reset: boolean;
  readonly watch: boolean;
  /** Leave out the functions' logs and the gateway's. */
  readonly quiet: boolean;
}

/** The command line cannot be understood. The message is one line and says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Of the API; functions with a URL of their own get the ports behind it. */
export const defaultPort = 4000;
const highestPort = 65_535;

export const help = `Runs the whole API on this machine: HTTP gateway, functions on the real runtime layer, DynamoDB.

Usage: bun run start [options]

  --port N     port on 127.0.0.1 (default ${defaultPort}, or the variable PORT); functions with a URL of their own
               get the ports behind it; 0 for any free ones
  --data DIR   folder for the data (default .draht/data)
  --memory     keep the data in memory only
  --reset      begin with empty tables
  --no-watch   do not rebuild functions when their source changes
  --quiet      no logs, only errors
  --help       this text

Examples:
  bun run start
  bun run start --port 5000 --memory
  bun run start --reset
  DYNAMODB_LOCAL=true bun run start                               AWS's DynamoDB Local (needs Java 17)
  AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 bun run start   a DynamoDB that is running already
`;

const flags = {
  port: { type: "string" },
  data: { type: "string" },
  memory: { type: "boolean" },
  reset: { type: "boolean" },
  "no-watch": { type: "boolean" },
  quiet: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads the arguments of `bun run start`.
 *
 * @throws UsageError for an unknown flag, a missing or wrong value, or flags that exclude each other.
 */
export function parseCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): Command {
  const values = readFlags(args);
  if (values.help === true) return { kind: "help" };
  if (values.memory === true && values.data !== undefined) {
    throw new UsageError("--memory keeps no data, so --data has no meaning with it: leave one of them out.");
  }
  if (values.data === "") throw new UsageError("--data needs a folder: --data DIR.");
  return {
    kind: "start",
    port: readPort(values.port, environment["PORT"]),
    data: values.data,
    memory: values.memory ?? false,
    reset: values.reset ?? false,
    watch: values["no-watch"] !== true,
    quiet: values.quiet ?? false,
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [reason = ""] = error.message.split(/[.\n]/);
    throw new UsageError(`${reason}. See: bun run start --help`, { cause: error });
  }
}

function readPort(flag: string | undefined, variable: string | undefined): number {
  const fromVariable = flag === undefined && variable !== undefined && variable !== "";
  const text = flag ?? (fromVariable ? variable : String(defaultPort));
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= highestPort) return port;
  const name = fromVariable ? "The variable PORT" : "--port";
  throw new UsageError(`${name} is ${JSON.stringify(text)}, but a port is a number from 0 to ${highestPort}.`);
}

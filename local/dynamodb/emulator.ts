import { GuardedProcess } from "../guarded-process.ts";
import { reservePort } from "../reserved-port.ts";
import { DynamoDBError } from "./dynamodb-error.ts";
import { answers } from "./health.ts";
import type { Storage } from "./storage.ts";

/** `dynoxide` is a program of its own; `dynamodb-local`, which AWS makes, needs Java. */
export type Engine = "dynoxide" | "dynamodb-local";

/** A DynamoDB emulator that can run on this host. */
export interface Emulator {
  readonly engine: Engine;
  /** Program and arguments that make it listen on `port`. */
  command(storage: Storage, port: number): Promise<readonly string[]>;
}

export interface EmulatorProcess {
  readonly endpoint: string;
  /** Settles with the last lines of output when the emulator ends without having been asked to. */
  readonly crashed: Promise<string>;
  stop(): Promise<void>;
}

const portAttempts = 5;
const readyMilliseconds = 60_000;
const keptLines = 20;

/**
 * Starts an emulator on a free port and waits until it answers.
 *
 * @throws DynamoDBError `EMULATOR_NOT_STARTED` with what the emulator wrote, when it ends or stays silent.
 */
export async function startEmulator(emulator: Emulator, storage: Storage): Promise<EmulatorProcess> {
  for (let attempt = 1; ; attempt += 1) {
    using reserved = await reservePort();
    const started = await tryPort(await emulator.command(storage, reserved.port), reserved.port);
    if (started.kind === "ready") return started.process;
    const portTaken = /already in use|failed to bind/i.test(started.output);
    if (portTaken && attempt < portAttempts) continue;
    throw new DynamoDBError(
      "EMULATOR_NOT_STARTED",
      `DynamoDB (${emulator.engine}) did not start: ${firstError(started.output)}. Choose another data folder ` +
        `with --data, or give a running DynamoDB in AWS_ENDPOINT_URL_DYNAMODB.`,
    );
  }
}

type Attempt =
  | { readonly kind: "ready"; readonly process: EmulatorProcess }
  | { readonly kind: "ended"; readonly output: string };

async function tryPort(command: readonly string[], port: number): Promise<Attempt> {
  const lines: string[] = [];
  const child = new GuardedProcess({
    command,
    onLine: (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  let stopping = false;
  const crashed = child.exited.then((code) =>
    // Nobody waits for an end that was asked for.
    stopping ? new Promise<never>(() => {}) : `exit code ${code}: ${firstError(lines.join("\n"))}`,
  );

  const ready = await answers(endpoint, {
    milliseconds: readyMilliseconds,
    giveUp: () => !child.running,
    isExpected: isDynamoDB,
  });
  if (!ready || !child.running) {
    child.kill();
    await child.exited;
    return { kind: "ended", output: lines.join("\n") };
  }
  const stop = async (): Promise<void> => {
    stopping = true;
    await child.stop();
  };
  return { kind: "ready", process: { endpoint, crashed, stop } };
}

/** Should another program have taken the port, its answer says nothing of the emulator's. */
function isDynamoDB({ headers }: Response): boolean {
  return headers.has("x-amzn-requestid");
}

/** The line that tells most: the first that speaks of an error, or else the last. */
function firstError(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const told = lines.find((line) => /error|exception|invalid|unable|denied|not found/i.test(line));
  return (told ?? lines.findLast((line) => line !== "") ?? "it wrote nothing").replace(/\.$/, "");
}

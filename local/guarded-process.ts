import { lines } from "./lines.ts";

/**
 * The guard: a POSIX shell between this process and the command. Its standard input is a pipe that only this process
 * holds open, so the operating system closes it however this process ends, SIGKILL included; the watcher inside the
 * guard reads that end and kills the command. SIGTERM is passed on, also one that comes while the shell does not know the
 * command's process yet, and the guard ends with the command's exit code.
 */
const guardScript = `
exec 3<&0
stopping=
trap 'stopping=yes' TERM
"$@" 3<&- &
command=$!
trap 'kill -TERM "$command" 2>/dev/null' TERM
[ -z "$stopping" ] || kill -TERM "$command" 2>/dev/null
( read -r _ <&3; kill -KILL "$command" ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
while :; do
  wait "$command"
  code=$?
  kill -0 "$command" 2>/dev/null || break
done
kill -KILL "$watcher" 2>/dev/null
exit "$code"
`;

export interface GuardedProcessOptions {
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds from SIGTERM to SIGKILL in {@link GuardedProcess.stop}. */
  readonly graceMilliseconds?: number;
}

/**
 * A child process that never outlives this one, on Linux and on macOS, even when this one is killed with SIGKILL. It
 * runs in a session of its own: Ctrl-C in the terminal reaches only this process, which then stops things in order.
 */
export class GuardedProcess {
  /** Settles with the exit code when the command has ended and its output has been read. Never rejects. */
  readonly exited: Promise<number>;

  readonly #guard: Bun.Subprocess<"pipe", "pipe", "pipe">;
  readonly #graceMilliseconds: number;

  constructor(options: GuardedProcessOptions) {
    this.#graceMilliseconds = options.graceMilliseconds ?? 5000;
    this.#guard = Bun.spawn(["/bin/sh", "-c", guardScript, "guard", ...options.command], {
      env: options.environment ?? process.env,
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
      detached: true,
    });
    const onLine = options.onLine ?? (() => {});
    this.exited = Promise.all([
      this.#guard.exited,
      forEachLine(this.#guard.stdout, onLine),
      forEachLine(this.#guard.stderr, onLine),
    ]).then(([code]) => code);
  }

  get running(): boolean {
    return this.#guard.exitCode === null && this.#guard.signalCode === null;
  }

  /** Asks the command to end (SIGTERM), kills it when it does not within the grace period, and waits until it is gone. */
  async stop(): Promise<void> {
    this.#guard.kill("SIGTERM");
    const grace = setTimeout(() => this.kill(), this.#graceMilliseconds);
    await this.exited;
    clearTimeout(grace);
    this.kill();
  }

  /** Kills the command at once. */
  kill(): void {
    void this.#guard.stdin.end();
  }
}

async function forEachLine(stream: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  for await (const line of lines(stream)) onLine(line);
}

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment; the caller's own unless given. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the command reads; nothing unless given. */
  readonly input?: string;
  /** The command is killed after it. */
  readonly timeoutSeconds?: number;
  /** Gets what the command prints, as it comes. */
  readonly onOutput?: (text: string) => void;
}

export interface CommandResult {
  /** Null when a signal ended the command. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | number | null;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

/** Runs a command to its end. A failing one is for the caller to judge. */
export async function run(command: readonly string[], options: RunOptions): Promise<CommandResult> {
  const { cwd, env = process.env, input = "", timeoutSeconds, onOutput } = options;
  const child = Bun.spawn([...command], {
    cwd,
    env,
    stdin: new Blob([input]),
    stdout: "pipe",
    stderr: "pipe",
    killSignal: "SIGKILL",
    ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds * 1000 }),
  });
  const printed: string[] = [];
  const print = (text: string): void => {
    printed.push(text);
    onOutput?.(text);
  };
  await Promise.all([child.exited, read(child.stdout, print), read(child.stderr, print)]);
  const { exitCode, signalCode } = child;
  return { exitCode: signalCode === null ? exitCode : null, signal: signalCode, output: printed.join("") };
}

async function read(stream: ReadableStream<Uint8Array>, print: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) print(decoder.decode(chunk, { stream: true }));
}

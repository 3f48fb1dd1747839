import { join, resolve } from "node:path";
import { untilNoProcessMentions } from "./processes.ts";
import type { RepositoryCopy } from "./repository-copy.ts";

export interface StartCommandOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** The start command as a process of its own, in a copy of the repository, on a port of the system. */
export class StartCommand implements AsyncDisposable {
  readonly #copy: RepositoryCopy;
  readonly #process: Bun.Subprocess<"ignore", "pipe", "pipe">;
  readonly #read: Promise<void>;
  /** Stands in the environment of what the command starts with its own environment. */
  readonly #marker = crypto.randomUUID();
  #stdout = "";
  #stderr = "";
  #next = Promise.withResolvers<void>();
  /** The command has ended, and everything that it wrote is read. */
  #ended = false;

  constructor(copy: RepositoryCopy, { args = [], environment = {} }: StartCommandOptions = {}) {
    this.#copy = copy;
    const port = args.includes("--port") ? [] : ["--port", "0"];
    this.#process = Bun.spawn([process.execPath, "--no-orphans", "local/start.ts", ...port, ...args], {
      cwd: copy.path,
      env: { PATH: process.env["PATH"], ...environment, START_COMMAND_MARKER: this.#marker },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    this.#read = this.#untilEnded();
  }

  /** Everything written to standard output so far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** Everything written to standard error so far. */
  get stderr(): string {
    return this.#stderr;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Resolves when standard output matches, with the match; rejects when the command ends before. */
  async output(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#stdout);
      if (match !== null) return match;
      if (this.#ended) {
        throw new Error(`The start command ended without writing ${pattern}:\n${this.#stdout}\n${this.#stderr}`);
      }
      await this.#next.promise;
    }
  }

  /** The URL, as soon as the API answers there. */
  async url(): Promise<string> {
    const [, url = ""] = await this.output(/answers at (\S+)/);
    return url;
  }

  /** The header by which the administrator is known, as soon as the API answers. */
  async authorization(): Promise<{ authorization: string }> {
    const [, file = ""] = await this.output(/export DRAHT_TOKEN="\$\(cat (.+)\)"/);
    const token = await Bun.file(resolve(this.#copy.path, file)).text();
    return { authorization: `Bearer ${token.trim()}` };
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Waits for the end and gives the exit code, or the signal that ended it. */
  async exited(): Promise<number | NodeJS.Signals> {
    await this.#read;
    return this.#process.signalCode ?? this.#process.exitCode ?? 0;
  }

  /** Ends the command by a signal and waits until none of its processes is left. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    this.signal(signal);
    await this.exited();
    await this.untilNoProcessIsLeft();
  }

  /** Waits until neither the emulator nor an execution environment of this start runs any more. */
  async untilNoProcessIsLeft(): Promise<void> {
    await untilNoProcessMentions(this.#marker);
    await untilNoProcessMentions(this.runFolderPrefix);
  }

  /** What the path of this start's build folder begins with. */
  get runFolderPrefix(): string {
    return join(this.#copy.path, ".draht", "local", `run-${this.pid}-`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop("SIGKILL");
  }

  async #untilEnded(): Promise<void> {
    await Promise.all([
      this.#collect(this.#process.stdout, (text) => (this.#stdout += text)),
      this.#collect(this.#process.stderr, (text) => (this.#stderr += text)),
      this.#process.exited,
    ]);
    this.#ended = true;
    this.#wake();
  }

  async #collect(stream: ReadableStream<Uint8Array>, add: (text: string) => void): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      add(decoder.decode(chunk, { stream: true }));
      this.#wake();
    }
  }

  #wake(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers<void>();
  }
}

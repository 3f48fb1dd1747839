import type { Subprocess } from "bun";
import { lines } from "../lines.ts";
import { peakMemoryMB } from "./peak-memory.ts";
import { killProcessGroup } from "./process-group.ts";
import { settleWithin } from "./settle-within.ts";

/** A process that left the group may hold the pipes open for ever. */
const outputLimitMs = 500;

/** How the signals read that Go, in which Lambda's supervisor is written, prints. Others appear by their name. */
const signalTexts: Readonly<Record<string, string>> = {
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGFPE: "floating point exception",
  SIGHUP: "hangup",
  SIGILL: "illegal instruction",
  SIGINT: "interrupt",
  SIGKILL: "killed",
  SIGQUIT: "quit",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
  SIGTRAP: "trace/breakpoint trap",
};

export interface RuntimeProcessOptions {
  readonly bootstrap: string;
  readonly taskRoot: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Called for every line of standard output and standard error. */
  readonly log: (line: string) => void;
}

/**
 * The process of a runtime: the layer's bootstrap in a process group of its own, so that a Ctrl-C at the terminal does not
 * reach it and that what the function's code starts ends with it.
 *
 * Unlike in Lambda the process is not frozen between invocations, nor is its memory limited.
 */
export class RuntimeProcess {
  /**
   * Resolves when the process and its group are gone and its output is logged, with the reason as Lambda words it:
   * `Runtime exited with error: exit status 1`.
   */
  readonly ended: Promise<string>;
  readonly #process: Subprocess<"ignore", "pipe", "pipe">;
  #peakMemoryMB = 0;

  /** @throws when there is nothing that can be executed at `bootstrap`. */
  constructor({ bootstrap, taskRoot, variables, log }: RuntimeProcessOptions) {
    this.#process = Bun.spawn([bootstrap], {
      cwd: taskRoot,
      // Exactly these: the developer's own variables stay out.
      env: { ...variables },
      detached: true,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const outputs = [this.#process.stdout, this.#process.stderr].map((output) => logOutput(output, log));
    this.ended = this.#untilEnded(outputs);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Kills the process and with it its group; `ended` says when they are gone. */
  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** The most memory that the process has had resident so far, in MB. */
  async peakMemoryMB(): Promise<number> {
    this.#peakMemoryMB = (await peakMemoryMB(this.pid)) ?? this.#peakMemoryMB;
    return this.#peakMemoryMB;
  }

  async #untilEnded(outputs: readonly Promise<void>[]): Promise<string> {
    await this.#process.exited;
    const usage = this.#process.resourceUsage();
    if (usage !== undefined) this.#peakMemoryMB = Math.ceil(usage.maxRSS / 1024 ** 2);
    await killProcessGroup(this.pid);
    await settleWithin(outputLimitMs, Promise.all(outputs));
    return describeExit(this.#process);
  }
}

async function logOutput(output: ReadableStream<Uint8Array>, log: (line: string) => void): Promise<void> {
  // The runtime writes the line breaks within one log entry as carriage returns, which a terminal would overprint.
  for await (const line of lines(output)) log(line.replace(/\r$/, "").replaceAll("\r", "\n"));
}

function describeExit({ exitCode, signalCode }: Pick<Subprocess, "exitCode" | "signalCode">): string {
  if (signalCode !== null) return `Runtime exited with error: signal: ${signalTexts[signalCode] ?? signalCode}`;
  if (exitCode === 0) return "Runtime exited without providing a reason";
  return `Runtime exited with error: exit status ${exitCode}`;
}

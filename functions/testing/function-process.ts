import { join } from "node:path";

const root = join(import.meta.dir, "..", "..");

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * The functions' own entries in a process of their own, with nothing in its environment but what is given: as in Lambda,
 * but all in one process, and without the layer.
 */
export class FunctionProcess implements AsyncDisposable {
  readonly #process: Bun.Subprocess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #requests = 0;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#process = Bun.spawn([process.execPath, join(import.meta.dir, "function-process-main.ts")], {
      cwd: root,
      env: { ...environment },
      stdin: "ignore",
      stdout: "ignore",
      stderr: "inherit",
      ipc: (answer: Answer) => this.#settle(answer),
      onExit: () => this.#end(),
    });
  }

  /**
   * Gives what the function returns, or rejects with the message of what it throws.
   *
   * @param handler As the manifest writes it: `functions/entries/get-health.handler`.
   */
  async invoke(handler: string, event: unknown): Promise<unknown> {
    this.#requests += 1;
    const id = this.#requests;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#process.send({ id, handler: join(root, handler), event });
    return waiting.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill();
    await this.#process.exited;
  }

  #settle({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error("The functions' process has ended."));
    this.#waiting.clear();
  }
}

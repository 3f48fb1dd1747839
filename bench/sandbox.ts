import { readFileSync } from "node:fs";
import type { RuntimeApi, Served } from "./runtime-api.ts";

/** How a runtime is started with one handler. */
export interface Launch {
  readonly name: string;
  readonly command: readonly string[];
  readonly taskRoot: string;
  /** `_HANDLER`. */
  readonly handler: string;
}

/** Linux counts CPU time in /proc in hundredths of a second, whatever the kernel's own clock (proc(5)). */
const ticksPerSecond = 100;

/** A runtime in a process of its own, in the environment that Lambda gives. Disposing kills it. */
export class Sandbox implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", "ignore", "inherit">;
  readonly #api: RuntimeApi;
  readonly #ended: Promise<never>;
  /** `performance.now()` just before the process was spawned. */
  readonly spawned: number;

  constructor({ name, command, taskRoot, handler }: Launch, api: RuntimeApi, dynamodb: string) {
    this.#api = api;
    api.expectRuntime();
    this.spawned = performance.now();
    this.#process = Bun.spawn([...command], {
      cwd: taskRoot,
      env: {
        PATH: "/usr/bin:/bin",
        TZ: ":UTC",
        LANG: "en_US.UTF-8",
        AWS_REGION: "eu-central-1",
        AWS_ACCESS_KEY_ID: "local",
        AWS_SECRET_ACCESS_KEY: "local",
        AWS_LAMBDA_FUNCTION_NAME: "bench",
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
        AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/bench",
        AWS_LAMBDA_LOG_STREAM_NAME: "bench",
        AWS_LAMBDA_RUNTIME_API: api.address,
        AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
        LAMBDA_TASK_ROOT: taskRoot,
        _HANDLER: handler,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    this.#ended = this.#process.exited.then((exitCode) => {
      throw new Error(`${name}: the runtime ended with exit code ${exitCode} before it answered.`);
    });
    this.#ended.catch(() => undefined);
  }

  /** Invokes the handler one time after the other; rejects when it fails or the runtime ends. */
  async invoke(event: string, times = 1): Promise<Served> {
    return await Promise.race([this.#api.invoke(event, times), this.#ended]);
  }

  /** CPU seconds so far, of all its threads, in steps of 0.01. Linux only. */
  get cpuSeconds(): number {
    // The name in parentheses may hold spaces; utime and stime are the 14th and 15th fields (proc(5)).
    const fields = this.#read("stat")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  }

  /** Largest resident set so far, in megabytes. Linux only. */
  get memory(): number {
    // Not rusage: what it says of a child begins with the peak of the parent that forked it.
    return (Number(/^VmHWM:\s+(\d+) kB$/m.exec(this.#read("status"))?.[1]) * 1024) / 1e6;
  }

  /** Megabytes that storage was asked for on behalf of this process. Linux only. */
  get diskRead(): number {
    return Number(/^read_bytes: (\d+)$/m.exec(this.#read("io"))?.[1]) / 1e6;
  }

  /** Ends the process; answers with the CPU time, user and system, of all its life, in milliseconds. */
  async end(): Promise<number> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
    return Number(this.#process.resourceUsage()?.cpuTime.total) / 1000;
  }

  #read(file: "stat" | "status" | "io"): string {
    return readFileSync(`/proc/${this.#process.pid}/${file}`, "utf8");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }
}

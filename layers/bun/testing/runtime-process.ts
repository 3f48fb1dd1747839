import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RuntimeApiStandIn } from "./runtime-api-stand-in.ts";
import type { QueuedInvocation, RecordedRequest } from "./runtime-api-stand-in.ts";

export interface RuntimeProcessOptions {
  /** The function's files by path under the task root. */
  readonly files: Readonly<Record<string, string>>;
  /** `_HANDLER`; `index.handler` where it is not given. */
  readonly handler?: string;
  /** Added to Lambda's environment, or replacing it; undefined removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Command line of the runtime; `RUNTIME_COMMAND` where it is not given. */
  readonly command?: readonly string[];
  /** Makes the command line that is started out of the runtime's own, to put a program before it for instance. */
  readonly wrapCommand?: (command: readonly string[]) => readonly string[];
  /** More variables, for what depends on the task root or the API. Called once the task root holds its files. */
  readonly prepareEnvironment?: (taskRoot: string, api: RuntimeApiStandIn) => Readonly<Record<string, string>>;
  /** Come with each invocation that does not say otherwise, beside the required headers. */
  readonly invocationHeaders?: QueuedInvocation["headers"];
  /** Milliseconds after which what is awaited counts as hanging; 45,000 where it is not given. */
  readonly deadlineMs?: number;
  /** Queues what must be there before the runtime starts. */
  readonly arrange?: (api: RuntimeApiStandIn) => void;
}

/**
 * The bootstrap's source under Bun. The variable `RUNTIME_BOOTSTRAP` names an executable to test instead, the layer's
 * for instance; its path must be absolute.
 */
export const runtimeCommand: readonly string[] = process.env["RUNTIME_BOOTSTRAP"]
  ? [process.env["RUNTIME_BOOTSTRAP"]]
  : [process.execPath, "--no-install", join(import.meta.dir, "../src/bootstrap.ts")];

/** A scenario that takes longer hangs; its test then fails with what the process has printed. */
const deadlineMs = 45_000;

/**
 * A runtime in a process of its own against a Runtime API stand-in, under exactly the variables that Lambda sets on
 * Amazon Linux 2023, and in a working directory that is not the task root. Disposing ends the process and removes its
 * folder.
 */
export class RuntimeProcess implements AsyncDisposable {
  readonly api: RuntimeApiStandIn;
  readonly taskRoot: string;
  readonly #folder: string;
  readonly #process: Bun.Subprocess<"ignore", "pipe", "pipe">;
  readonly #output: Promise<string>;
  readonly #deadlineMs: number;
  #invocations = 0;

  static async start(options: RuntimeProcessOptions): Promise<RuntimeProcess> {
    const folder = await mkdtemp(join(tmpdir(), "runtime-process-"));
    const taskRoot = join(folder, "task");
    await mkdir(taskRoot);
    for (const [path, content] of Object.entries(options.files)) {
      await mkdir(dirname(join(taskRoot, path)), { recursive: true });
      await writeFile(join(taskRoot, path), content);
    }
    return new RuntimeProcess(folder, taskRoot, options);
  }

  private constructor(folder: string, taskRoot: string, options: RuntimeProcessOptions) {
    this.api = new RuntimeApiStandIn();
    this.taskRoot = taskRoot;
    this.#folder = folder;
    this.#deadlineMs = options.deadlineMs ?? deadlineMs;
    this.api.invocationHeaders = options.invocationHeaders ?? {};
    options.arrange?.(this.api);
    const command = options.command ?? runtimeCommand;
    this.#process = Bun.spawn([...(options.wrapCommand?.(command) ?? command)], {
      cwd: folder,
      env: {
        ...lambdaEnvironment(this.api.address, taskRoot, options.handler ?? "index.handler"),
        ...options.prepareEnvironment?.(taskRoot, this.api),
        ...options.environment,
      },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    this.#output = outputOf(this.#process);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Invokes the function and resolves with what the runtime posts for it: a response or an error. */
  async invoke(event: unknown, headers: QueuedInvocation["headers"] = {}): Promise<RecordedRequest> {
    const requestId = `request-${++this.#invocations}`;
    this.api.invoke({ requestId, event: JSON.stringify(event), headers });
    return this.outcome(requestId);
  }

  /** What the runtime posts for a request id. */
  async outcome(requestId: string): Promise<RecordedRequest> {
    return this.until(() => this.api.requests.find((request) => request.requestId === requestId));
  }

  /** Like the stand-in's `until`, but fails when the process ends first or the deadline passes. */
  async until<T>(probe: () => T | undefined): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error("the runtime did not do it in time")), this.#deadlineMs);
    const ended = this.#process.exited.then((code) => probe() ?? fail(`the runtime ended with exit code ${code}`));
    try {
      return await Promise.race([this.api.until(probe), late, ended]);
    } catch (cause) {
      this.#process.kill("SIGKILL");
      throw new Error(`${String(cause)}; it printed:\n${await this.#output}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for the end of the process. */
  async exited(): Promise<{ readonly code: number | null; readonly output: string }> {
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), this.#deadlineMs);
    const output = await this.#output;
    await this.#process.exited;
    clearTimeout(timer);
    return { code: this.#process.exitCode, output };
  }

  /** Ends the process and gives the lines that it has printed. */
  async stop(): Promise<string[]> {
    this.#process.kill("SIGKILL");
    const output = await this.#output;
    return output.split("\n").filter((line) => line !== "");
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
    this.api[Symbol.dispose]();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What Lambda sets for an OS-only runtime on Amazon Linux 2023, and nothing else. */
function lambdaEnvironment(runtimeApi: string, taskRoot: string, handler: string): Record<string, string> {
  return {
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    LD_LIBRARY_PATH: "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    _HANDLER: handler,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_FUNCTION_NAME: "conformance",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "512",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/conformance",
    AWS_LAMBDA_LOG_STREAM_NAME: "2026/01/01/[$LATEST]0123456789abcdef",
    AWS_REGION: "eu-central-1",
    AWS_DEFAULT_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
  };
}

async function outputOf(process: Bun.Subprocess<"ignore", "pipe", "pipe">): Promise<string> {
  const [stdout, stderr] = await Promise.all([process.stdout.text(), process.stderr.text()]);
  return stdout + stderr;
}

function fail(message: string): never {
  throw new Error(message);
}

import { randomHex } from "../random-hex.ts";
import type { Deployment } from "./deployment.ts";
import type { FunctionConfiguration } from "./environment-variables.ts";
import { entrypointFailure, type FunctionFailure } from "./function-failure.ts";
import type { InvocationResult, InvokeOptions } from "./invocation-result.ts";
import { endLine, initReportLine, reportLine, startLine } from "./log-lines.ts";
import type { ResponseSink } from "./response-sink.ts";
import { Runtime, type Outcome } from "./runtime.ts";

/** What preceded an invocation in its environment. */
interface Initialization {
  /** Absent when the environment was warm and when init was repeated: the REPORT line does not name it then. */
  readonly initDurationMs?: number;
  /** What a repeated init took of the invocation's time. */
  readonly repeatedMs: number;
  readonly failure?: FunctionFailure;
}

/**
 * One execution environment: a process of the layer's bootstrap, started by the first invocation, that runs one invocation
 * at a time. After a crash, a timeout or a failed init it is of no more use; Lambda resets it instead, which the next
 * invocation sees as a new process as well.
 *
 * As in Lambda an init that fails or takes too long is repeated once, as part of the invocation and on the
 * function's own timeout, so the code at module level of a broken function runs twice. A caller has its result when the
 * runtime asks for the next invocation or ends, not already when it posts its answer.
 */
export class ExecutionEnvironment {
  readonly logStream: string;
  /** Resolves when the environment is of no more use and no process of it is left. */
  readonly ended: Promise<void>;
  readonly #configuration: FunctionConfiguration;
  readonly #deployment: Deployment;
  readonly #log: (line: string) => void;
  readonly #end = Promise.withResolvers<void>();
  #state: "new" | "idle" | "busy" | "ended" = "new";
  #runtime: Runtime | undefined;
  #killed = false;

  constructor(configuration: FunctionConfiguration, deployment: Deployment, log: (line: string) => void) {
    const date = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
    this.logStream = `${date}/[$LATEST]${randomHex(16)}`;
    this.ended = this.#end.promise;
    this.#configuration = configuration;
    this.#deployment = deployment;
    this.#log = log;
  }

  /** True when it can take an invocation. */
  get available(): boolean {
    return this.#state === "new" || this.#state === "idle";
  }

  /**
   * Runs one invocation; its event must be within the limit of size.
   *
   * @throws TypeError when the environment is not {@link available}: a mistake of the caller.
   */
  async invoke(
    event: Uint8Array,
    { sink, requestId = crypto.randomUUID() }: InvokeOptions = {},
  ): Promise<InvocationResult> {
    if (!this.available) throw new TypeError(`The environment ${this.logStream} is ${this.#state}.`);
    const warm = this.#state === "idle";
    this.#state = "busy";
    const initialization = warm ? { repeatedMs: 0 } : await this.#initialize(requestId);
    this.#log(startLine(requestId));
    const started = performance.now();
    const outcome = await this.#run(requestId, event, initialization, sink);
    const durationMs = performance.now() - started + initialization.repeatedMs;
    await this.#report(requestId, durationMs, initialization, outcome);
    if (outcome.failure === undefined && !this.#killed && this.#runtime?.running === true) this.#state = "idle";
    else this.#finish();
    return toResult(requestId, outcome);
  }

  /** Ends the environment at once. An invocation that runs in it ends as if its runtime had crashed. */
  async kill(): Promise<void> {
    this.#killed = true;
    // What is busy finishes by itself: the end of its runtime is the end of its invocation.
    const unused = this.available;
    if (unused) this.#state = "ended";
    await this.#runtime?.kill();
    if (unused) this.#finish();
    await this.ended;
  }

  async #initialize(requestId: string): Promise<Initialization> {
    const first = await this.#startRuntime(requestId, "init", this.#configuration.initLimitMs);
    if (first.failure === undefined) return { initDurationMs: first.durationMs, repeatedMs: 0 };
    if (this.#killed) return { repeatedMs: 0, failure: first.failure };
    const second = await this.#startRuntime(requestId, "invoke", this.#configuration.timeoutMs);
    return { repeatedMs: second.durationMs, ...(second.failure && { failure: second.failure }) };
  }

  async #startRuntime(
    requestId: string,
    phase: "init" | "invoke",
    limitMs: number,
  ): Promise<{ readonly durationMs: number; readonly failure?: FunctionFailure }> {
    const started = performance.now();
    this.#runtime = await Runtime.start(this.#configuration, this.#deployment, this.logStream, this.#log);
    // Who killed the environment meanwhile had no runtime to kill yet.
    if (this.#killed) await this.#runtime?.kill();
    const failure =
      this.#runtime === undefined
        ? entrypointFailure(requestId, this.#configuration.bootstrap)
        : await this.#runtime.init(requestId, limitMs);
    const durationMs = performance.now() - started;
    if (failure === undefined) {
      void this.#runtime?.ended.then((reason) => this.#whenRuntimeEnded(reason));
      return { durationMs };
    }
    await this.#runtime?.kill();
    this.#log(initReportLine({ durationMs, phase, failure }));
    return { durationMs, failure };
  }

  async #run(
    requestId: string,
    event: Uint8Array,
    { repeatedMs, failure }: Initialization,
    sink: ResponseSink | undefined,
  ): Promise<Outcome> {
    if (failure !== undefined) return { failure };
    if (this.#runtime === undefined) throw new TypeError("The environment has no runtime.");
    const outcome = await this.#runtime.run(requestId, event, this.#configuration.timeoutMs - repeatedMs, sink);
    if (outcome.failure === undefined) await untilOutputIsRead();
    else await this.#runtime.kill();
    return outcome;
  }

  async #report(
    requestId: string,
    durationMs: number,
    { initDurationMs }: Initialization,
    { failure }: Outcome,
  ): Promise<void> {
    for (const line of failure?.logLines ?? []) this.#log(line);
    const report = reportLine({
      requestId,
      durationMs,
      ...(initDurationMs !== undefined && { initDurationMs }),
      memorySizeMB: this.#configuration.memoryMB,
      maxMemoryUsedMB: (await this.#runtime?.peakMemoryMB()) ?? 0,
      ...(failure && { failure }),
    });
    this.#log(endLine(requestId));
    this.#log(report);
  }

  #whenRuntimeEnded(reason: string): void {
    if (this.#state !== "idle") return;
    this.#log(`Between invocations: ${reason}`);
    this.#finish();
  }

  #finish(): void {
    this.#state = "ended";
    this.#end.resolve();
  }
}

/**
 * What a runtime wrote before it asked for the next invocation is in the pipe already: after two turns of the event loop it
 * is read, and stands in the log before the END line.
 */
async function untilOutputIsRead(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function toResult(requestId: string, { answer, failure }: Outcome): InvocationResult {
  if (answer?.kind === "response") return { status: "success", requestId, payload: answer.payload };
  const payload = answer?.payload ?? failure?.payload;
  if (payload === undefined) throw new TypeError("An invocation ended with neither an answer nor a failure.");
  return { status: "function-error", requestId, payload };
}

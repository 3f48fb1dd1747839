import { randomHex } from "../random-hex.ts";
import { createTraceId } from "../trace-id.ts";
import { functionArn } from "./arn.ts";
import type { Deployment } from "./deployment.ts";
import { environmentVariables, type FunctionConfiguration } from "./environment-variables.ts";
import { exitFailure, timeoutFailure, type FunctionFailure } from "./function-failure.ts";
import { RuntimeApi, type RuntimeAnswer } from "./runtime-api.ts";
import { RuntimeProcess } from "./runtime-process.ts";
import type { ResponseSink } from "./response-sink.ts";
import { settleWithin } from "./settle-within.ts";

/** How long a runtime that has reported a failed init may take to log and to exit. */
const exitGraceMs = 500;

/** How an invocation ended. An answer stands also when the runtime's end came after it. */
export interface Outcome {
  readonly answer?: RuntimeAnswer;
  readonly failure?: FunctionFailure;
}

/** A runtime that was started: its process and the Runtime API that it talks to. */
export class Runtime {
  /** Resolves when nothing of it runs any more, with the reason. */
  readonly ended: Promise<string>;
  readonly #configuration: FunctionConfiguration;
  readonly #api: RuntimeApi;
  readonly #process: RuntimeProcess;
  #exitReason: string | undefined;
  #onExit: (reason: string) => void = () => {};

  private constructor(configuration: FunctionConfiguration, api: RuntimeApi, process: RuntimeProcess) {
    this.#configuration = configuration;
    this.#api = api;
    this.#process = process;
    this.ended = this.#untilEnded();
  }

  /** False when its process has ended. */
  get running(): boolean {
    return this.#exitReason === undefined;
  }

  /** Starts the bootstrap; undefined when there is nothing at its path that can be executed. */
  static async start(
    configuration: FunctionConfiguration,
    deployment: Deployment,
    logStream: string,
    log: (line: string) => void,
  ): Promise<Runtime | undefined> {
    const api = await RuntimeApi.start();
    const variables = environmentVariables(configuration, deployment, { runtimeApi: api.address, logStream });
    const { bootstrap } = configuration;
    try {
      const process = new RuntimeProcess({ bootstrap, taskRoot: deployment.taskRoot, variables, log });
      return new Runtime(configuration, api, process);
    } catch {
      await api.stop();
      return undefined;
    }
  }

  /**
   * Waits until the runtime asks for its first invocation, at most `limitMs`; resolves with what went wrong, if
   * anything.
   */
  async init(requestId: string, limitMs: number): Promise<FunctionFailure | undefined> {
    const reported = this.#api.untilInitError().then(({ errorType, payload }): FunctionFailure => {
      return { status: "error", errorType, payload, logLines: [] };
    });
    const failure = await this.#untilNext(requestId, limitMs, reported);
    if (failure?.status === "error") await settleWithin(exitGraceMs, this.ended);
    return failure;
  }

  /** Runs one invocation, at most `limitMs`; the runtime must be waiting for one. A sink takes the response as it comes. */
  async run(requestId: string, event: Uint8Array, limitMs: number, sink?: ResponseSink): Promise<Outcome> {
    const { region, name } = this.#configuration;
    let answer: RuntimeAnswer | undefined;
    const invocation = {
      requestId,
      invocationId: crypto.randomUUID(),
      functionArn: functionArn(region, name),
      tracingHeader: `Root=${createTraceId(new Date())};Parent=${randomHex(8)};Sampled=0`,
      deadlineMs: Math.floor(Date.now() + limitMs),
      event,
    };
    const onAnswer = (posted: RuntimeAnswer): void => {
      answer = posted;
    };
    this.#api.deliver(invocation, { onAnswer, sink });
    const failure = await this.#untilNext(requestId, limitMs);
    return { ...(answer && { answer }), ...(failure && { failure }) };
  }

  /** Kills the process with all that it started; resolves when nothing of it runs any more. */
  async kill(): Promise<void> {
    this.#process.kill();
    await this.ended;
  }

  /** The most memory that the process has had resident so far, in MB. */
  peakMemoryMB(): Promise<number> {
    return this.#process.peakMemoryMB();
  }

  /** Resolves with nothing when the runtime asks for an invocation, with the failure when one comes first. */
  async #untilNext(
    requestId: string,
    limitMs: number,
    reported?: Promise<FunctionFailure>,
  ): Promise<FunctionFailure | undefined> {
    const end = Promise.withResolvers<FunctionFailure | undefined>();
    const timer = setTimeout(() => {
      end.resolve(timeoutFailure(requestId, this.#configuration.timeoutMs, new Date()));
    }, limitMs);
    this.#onExit = (reason) => end.resolve(exitFailure(requestId, reason));
    if (this.#exitReason !== undefined) this.#onExit(this.#exitReason);
    void this.#api.untilNext().then(() => end.resolve(undefined));
    void reported?.then(end.resolve);
    try {
      return await end.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  async #untilEnded(): Promise<string> {
    this.#exitReason = await this.#process.ended;
    await this.#api.stop();
    this.#onExit(this.#exitReason);
    return this.#exitReason;
  }
}

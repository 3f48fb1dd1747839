import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defaultMemoryMB, defaultTimeoutSeconds } from "../../functions/manifest/function.ts";
import { localRegion } from "../local-aws.ts";
import { Deployment, type Bundle } from "./deployment.ts";
import { EnvironmentPool } from "./environment-pool.ts";
import { checkConfiguredVariables, type FunctionConfiguration } from "./environment-variables.ts";
import { ExecutionEnvironment } from "./execution-environment.ts";
import { maxEventBytes } from "./invocation.ts";
import type { Invocable, InvocationResult, InvokeOptions, StreamInvocable } from "./invocation-result.ts";
import type { Links } from "./links.ts";
import type { ResponseSink } from "./response-sink.ts";

/** Source: AWS documentation, "Understanding the Lambda execution environment lifecycle". */
const initLimitMs = 10_000;

/** What a function is made of, as a stack would set it. */
export interface LambdaFunctionOptions {
  readonly name: string;
  readonly bundle: Bundle;
  /** The layer's bootstrap; its folder plays `/opt`. */
  readonly bootstrap: string;
  /** The function's own variables, as a stack would set them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly links: Links;
  /** How long an invocation may take; the manifest's default unless given. */
  readonly timeoutSeconds?: number;
  /** Told to the function and not enforced; the manifest's default unless given. */
  readonly memoryMB?: number;
  /** As many invocations run at once; 10 unless given. */
  readonly maxEnvironments?: number;
  /** As many invocations wait for an environment; one more is throttled. 1,000 unless given. */
  readonly maxWaiting?: number;
  /** An environment that has had nothing to do for so long is ended; 300 unless given. */
  readonly idleSeconds?: number;
  /** That of local runs unless given. */
  readonly region?: string;
  /** Below it the code is unpacked; by default the system's folder for temporary files. */
  readonly workFolder?: string;
  /** Called for each line of log, which begins with the function's name in brackets. */
  readonly log: (line: string) => void;
}

/**
 * A Lambda function on this machine: processes of the layer's bootstrap that run its bundle, answered and logged as the
 * Lambda service does.
 *
 * @example
 * const list = new LambdaFunction({ name: "listCategories", bundle, bootstrap, environment: {}, links, log: console.log });
 * const result = await list.invoke(new TextEncoder().encode(JSON.stringify(event)));
 * await list.close();
 */
export class LambdaFunction implements Invocable, StreamInvocable {
  readonly #configuration: FunctionConfiguration;
  readonly #links: Links;
  readonly #log: (line: string) => void;
  readonly #pool: EnvironmentPool;
  readonly #folder: Promise<string>;
  /** The code that new environments start with. */
  #deployment: Deployment | undefined;
  /** The unpacking of the latest code. */
  #deploying: Promise<void>;
  #closed = false;

  /** @throws LambdaError `RESERVED_VARIABLE` when the environment sets what Lambda reserves. */
  constructor(options: LambdaFunctionOptions) {
    const { name, environment, log, workFolder = tmpdir() } = options;
    checkConfiguredVariables(name, environment);
    this.#configuration = {
      name,
      environment,
      bootstrap: resolve(options.bootstrap),
      region: options.region ?? localRegion(),
      timeoutMs: (options.timeoutSeconds ?? defaultTimeoutSeconds) * 1000,
      initLimitMs: initLimitMs,
      memoryMB: options.memoryMB ?? defaultMemoryMB,
    };
    this.#links = options.links;
    this.#log = (line) => log(`[${name}] ${line}`);
    this.#pool = new EnvironmentPool((): ExecutionEnvironment => this.#createEnvironment(), {
      maxEnvironments: options.maxEnvironments ?? 10,
      maxWaiting: options.maxWaiting ?? 1000,
      idleMs: (options.idleSeconds ?? 300) * 1000,
    });
    this.#folder = createFolder(workFolder, name);
    this.#deploying = this.#deploy(options.bundle);
    // Every invocation reports it.
    this.#deploying.catch(() => {});
  }

  /** How many execution environments there are. */
  get environments(): number {
    return this.#pool.size;
  }

  /**
   * Invokes the function synchronously. One invocation too many, or one on a closed function, is `throttled`.
   *
   * @param event UTF-8 JSON.
   * @throws LambdaError `BUNDLE_NOT_FOUND` when there is no code yet because its folder does not exist.
   */
  invoke(event: Uint8Array): Promise<InvocationResult> {
    return this.#invoke(event, {});
  }

  /**
   * Like `invoke`, but the response goes to the sink while the function writes it, no faster than the sink takes it.
   *
   * @param event UTF-8 JSON.
   * @param requestId The invocation's id, a UUID.
   * @throws LambdaError `BUNDLE_NOT_FOUND` when there is no code yet because its folder does not exist.
   */
  invokeWithResponseStream(event: Uint8Array, sink: ResponseSink, requestId: string): Promise<InvocationResult> {
    return this.#invoke(event, { sink, requestId });
  }

  async #invoke(event: Uint8Array, options: InvokeOptions): Promise<InvocationResult> {
    const { requestId = crypto.randomUUID() } = options;
    if (event.byteLength > maxEventBytes) {
      return { status: "request-too-large", requestId };
    }
    if (this.#deployment === undefined) await this.#deploying;
    const result = await this.#pool.invoke(event, { ...options, requestId });
    return result ?? { status: "throttled", requestId };
  }

  /**
   * Replaces the code, unless it is the same by its hash. Resolves when every invocation that begins from then on runs the
   * new code; those that run already end on the old one.
   *
   * @throws LambdaError `BUNDLE_NOT_FOUND` when the bundle's folder does not exist; the old code stays.
   */
  async swap(bundle: Bundle): Promise<void> {
    const before = this.#deploying.catch(() => {});
    this.#deploying = before.then(() => this.#deploy(bundle));
    await this.#deploying;
  }

  /** Kills every environment, also those that run an invocation; resolves when no process and no file of it is left. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.close();
    await this.#deploying.catch(() => {});
    await rm(await this.#folder, { recursive: true, force: true });
  }

  async #deploy(bundle: Bundle): Promise<void> {
    if (this.#deployment?.hash === bundle.hash) return;
    const deployment = await Deployment.create(bundle, this.#links, await this.#folder);
    if (this.#closed) return;
    const previous = this.#deployment;
    this.#deployment = deployment;
    const retired = this.#pool.retire();
    if (previous !== undefined) void retired.then(() => previous.remove());
  }

  #createEnvironment(): ExecutionEnvironment {
    if (this.#deployment === undefined) throw new TypeError("A function without code cannot be invoked.");
    return new ExecutionEnvironment(this.#configuration, this.#deployment, this.#log);
  }
}

async function createFolder(parent: string, functionName: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, `${functionName}-`));
}

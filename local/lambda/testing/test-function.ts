import { buildLayer } from "../../../layers/bun/build-layer.ts";
import { hostTarget } from "../../../layers/bun/layer-target.ts";
import type { Bundle } from "../deployment.ts";
import type { InvocationResult, StreamInvocable } from "../invocation-result.ts";
import { LambdaFunction, type LambdaFunctionOptions } from "../lambda-function.ts";
import type { ResponseSink } from "../response-sink.ts";
import { TestBundle } from "./test-bundle.ts";

/** The bootstrap of the real layer, built for this machine. */
export async function layerBootstrap(): Promise<string> {
  const { bootstrap } = await buildLayer(hostTarget());
  return bootstrap;
}

/** A result with its payload read as JSON. */
export interface TestResult {
  readonly status: string;
  readonly requestId: string;
  readonly payload?: unknown;
}

/** A function whose handler is given as source, run by the real layer, with its log kept. */
export class TestFunction implements AsyncDisposable {
  readonly log: string[];
  readonly #function: LambdaFunction;
  readonly #bundle: TestBundle;

  private constructor(lambdaFunction: LambdaFunction, bundle: TestBundle, log: string[]) {
    this.#function = lambdaFunction;
    this.#bundle = bundle;
    this.log = log;
  }

  /** @param source CommonJS that sets `exports.handler`. */
  static async start(source: string, options: Partial<LambdaFunctionOptions> = {}): Promise<TestFunction> {
    const bundle = await TestBundle.create(source);
    const log: string[] = [];
    const lambdaFunction = new LambdaFunction({
      name: "example",
      bundle,
      bootstrap: await layerBootstrap(),
      environment: {},
      links: {},
      log: (line) => log.push(line),
      ...options,
    });
    return new TestFunction(lambdaFunction, bundle, log);
  }

  /** The function itself. */
  get target(): StreamInvocable {
    return this.#function;
  }

  get environments(): number {
    return this.#function.environments;
  }

  async invoke(event: unknown = {}): Promise<TestResult> {
    const { payload, ...result } = { payload: undefined, ...(await this.invokeRaw(JSON.stringify(event))) };
    return payload === undefined ? result : { ...result, payload: JSON.parse(new TextDecoder().decode(payload)) };
  }

  invokeRaw(event: string): ReturnType<LambdaFunction["invoke"]> {
    return this.#function.invoke(new TextEncoder().encode(event));
  }

  /** Invokes it with an empty event; the response goes to the sink. */
  stream(sink: ResponseSink): Promise<InvocationResult> {
    return this.#function.invokeWithResponseStream(new TextEncoder().encode("{}"), sink, crypto.randomUUID());
  }

  swap(bundle: Bundle): Promise<void> {
    return this.#function.swap(bundle);
  }

  close(): Promise<void> {
    return this.#function.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    await this.#bundle[Symbol.asyncDispose]();
  }
}

import { callBuffered } from "./buffered-invocation.ts";
import type { BufferedOutcome } from "./buffered-invocation.ts";
import type { LoadedHandler } from "./handler-loader.ts";
import type { Invocation } from "./invocation.ts";
import { PROTECTED_KEYS } from "./invoke-store.ts";
import type { InvokeStore } from "./invoke-store.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Logger } from "./logger.ts";
import type { PostOutcome, RuntimeClient } from "./runtime-client.ts";
import { describeThrown } from "./thrown-error.ts";

export interface InvocationLoopOptions {
  readonly client: RuntimeClient;
  readonly store: InvokeStore;
  readonly lifecycle: Lifecycle;
  readonly logger: Logger;
  /** `process.env`: the function's description is read here, and the trace id set. */
  readonly variables: Record<string, string | undefined>;
}

/** Serves one invocation after the other: next, handler, response or error, next at once. */
export class InvocationLoop {
  readonly #options: InvocationLoopOptions;

  constructor(options: InvocationLoopOptions) {
    this.#options = options;
  }

  /**
   * Never resolves.
   *
   * @throws {RuntimeApiError | HttpConnectionError | HttpParseError} when the Runtime API fails; the process must end.
   */
  async run(handler: LoadedHandler): Promise<never> {
    const { client, lifecycle } = this.#options;
    lifecycle.startServing();
    for (;;) {
      const invocation = await client.next();
      lifecycle.begin(invocation);
      await this.#serve(invocation, handler);
    }
  }

  async #serve(invocation: Invocation, handler: LoadedHandler): Promise<void> {
    const { store, variables, lifecycle, logger } = this.#options;
    setTraceId(variables, invocation.traceId);
    const context = {
      [PROTECTED_KEYS.REQUEST_ID]: invocation.requestId,
      [PROTECTED_KEYS.X_RAY_TRACE_ID]: invocation.traceId,
      [PROTECTED_KEYS.TENANT_ID]: invocation.tenantId,
    };
    await store.run(context, async () => {
      const outcome = await callBuffered(handler.call, invocation, variables);
      const posted = await lifecycle.report(invocation, () => this.#post(invocation, outcome));
      if (posted.status === "refused") {
        logger.log("ERROR", [`The Runtime API refused the result with status ${posted.httpStatus}: ${posted.reason}`]);
      }
    });
  }

  async #post(invocation: Invocation, outcome: BufferedOutcome): Promise<PostOutcome> {
    const { client, logger } = this.#options;
    if (outcome.status === "returned") return client.respond(invocation, outcome.json);
    logger.logThrown("Invoke Error", outcome.thrown);
    return client.fail(invocation, describeThrown(outcome.thrown));
  }
}

/** The X-Ray SDKs read the trace id of the current invocation from the environment. */
function setTraceId(variables: Record<string, string | undefined>, traceId: string | undefined): void {
  if (traceId === undefined) delete variables["_X_AMZN_TRACE_ID"];
  else variables["_X_AMZN_TRACE_ID"] = traceId;
}

import { createContext } from "./context.ts";
import type { EnvironmentVariables } from "./environment.ts";
import type { EventLoop } from "./event-loop.ts";
import { callHandler } from "./handler-call.ts";
import type { LoadedHandler } from "./handler-loader.ts";
import type { Invocation } from "./invocation.ts";
import { protectedKeys } from "./invoke-store.ts";
import type { InvokeStore } from "./invoke-store.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { Logger } from "./logger.ts";
import { Reply } from "./reply.ts";
import type { RuntimeClient } from "./runtime-client.ts";
import { RuntimeError } from "./runtime-error.ts";
import { describeThrown } from "./thrown-error.ts";

export interface InvocationServerOptions {
  readonly handler: LoadedHandler;
  readonly store: InvokeStore;
  readonly lifecycle: Lifecycle;
  readonly eventLoop: EventLoop;
  readonly logger: Logger;
  /** `process.env`: the function's description is read here. */
  readonly variables: EnvironmentVariables;
}

const decoder = new TextDecoder();

/** Serves invocations with a handler, one call for each: context, handler, response or error. */
export class InvocationServer {
  readonly #options: InvocationServerOptions;

  constructor(options: InvocationServerOptions) {
    this.#options = options;
  }

  /**
   * Resolves once the platform has been told the outcome. Whatever the handler does is the invocation's own error.
   *
   * @throws RuntimeApiError, HttpConnectionError or HttpParseError when the Runtime API fails.
   */
  async serve(client: RuntimeClient, invocation: Invocation): Promise<void> {
    const { store, lifecycle, eventLoop, logger } = this.#options;
    const reply = new Reply(client, invocation, eventLoop);
    lifecycle.begin(invocation, async (error) => reply.fail(error));
    const context = {
      [protectedKeys.REQUEST_ID]: invocation.requestId,
      [protectedKeys.X_RAY_TRACE_ID]: invocation.traceId,
      [protectedKeys.TENANT_ID]: invocation.tenantId,
    };
    await store.run(context, async () => {
      const failure = await this.#call(invocation, reply);
      const posted = await lifecycle.report(invocation, async () => {
        if (failure === undefined) return reply.succeed();
        logger.logThrown("Invoke Error", failure.thrown);
        return reply.fail(describeThrown(failure.thrown));
      });
      if (posted.status === "refused") {
        logger.log("ERROR", [`The Runtime API refused the result with status ${posted.httpStatus}: ${posted.reason}`]);
      }
    });
  }

  /** Never rejects. What is thrown is boxed, because it can be undefined. */
  async #call(invocation: Invocation, reply: Reply): Promise<{ readonly thrown: unknown } | undefined> {
    const { handler, variables, logger } = this.#options;
    try {
      const context = createContext(invocation, variables);
      await callHandler(handler, parseEvent(invocation.event), context, reply, logger);
      return undefined;
    } catch (thrown) {
      return { thrown };
    }
  }
}

function parseEvent(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new RuntimeError("Runtime.UnmarshalError", "The event is not JSON", { cause });
  }
}

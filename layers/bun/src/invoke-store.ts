/** Values of one invocation by key; the keys below are the runtime's own. */
export type InvokeStoreContext = Record<string | symbol, unknown>;

/** Keys that only the runtime sets. Registered symbols, so that every copy of the AWS SDK shares them. */
export const protectedKeys = {
  REQUEST_ID: Symbol.for("_AWS_LAMBDA_REQUEST_ID"),
  X_RAY_TRACE_ID: Symbol.for("_AWS_LAMBDA_X_RAY_TRACE_ID"),
  TENANT_ID: Symbol.for("_AWS_LAMBDA_TENANT_ID"),
  TRACEPARENT: Symbol.for("_AWS_LAMBDA_TRACEPARENT"),
  TRACESTATE: Symbol.for("_AWS_LAMBDA_TRACESTATE"),
  BAGGAGE: Symbol.for("_AWS_LAMBDA_BAGGAGE"),
} as const;

/**
 * What belongs to the invocation that the calling code runs for. The console reads the request id here, the AWS SDK
 * the trace id; where invocations overlap, each must see its own.
 *
 * Subclasses say where the context is kept. The methods are those of the package `@aws/lambda-invoke-store`, whose
 * users find this object in `globalThis.awslambda.InvokeStore`.
 */
export abstract class InvokeStore {
  static readonly PROTECTED_KEYS = protectedKeys;

  abstract getContext(): InvokeStoreContext | undefined;

  /** Calls the function with the context in place. */
  abstract run<T>(context: InvokeStoreContext, call: () => T): T;

  hasContext(): boolean {
    return this.getContext() !== undefined;
  }

  get(key: string | symbol): unknown {
    return this.getContext()?.[key];
  }

  /** @throws Error for a key of the runtime, and outside an invocation. */
  set(key: string | symbol, value: unknown): void {
    if (this.isProtectedKey(key)) throw new Error(`${String(key)} is set by the Lambda runtime and cannot be changed.`);
    const context = this.getContext();
    if (context === undefined)
      throw new Error("InvokeStore holds nothing outside an invocation: set it in the handler.");
    context[key] = value;
  }

  isProtectedKey(key: string | symbol): boolean {
    return Object.values<string | symbol>(protectedKeys).includes(key);
  }

  /** `-` outside an invocation. */
  getRequestId(): string {
    return this.#text(protectedKeys.REQUEST_ID) ?? "-";
  }

  getXRayTraceId(): string | undefined {
    return this.#text(protectedKeys.X_RAY_TRACE_ID);
  }

  getTenantId(): string | undefined {
    return this.#text(protectedKeys.TENANT_ID);
  }

  getTraceparent(): string | undefined {
    return this.#text(protectedKeys.TRACEPARENT);
  }

  getTracestate(): string | undefined {
    return this.#text(protectedKeys.TRACESTATE);
  }

  getBaggage(): string | undefined {
    return this.#text(protectedKeys.BAGGAGE);
  }

  #text(key: symbol): string | undefined {
    const value = this.get(key);
    return typeof value === "string" ? value : undefined;
  }
}

/**
 * The store of an environment that serves one invocation at a time. A context stays in place until the next one, so
 * that a timer left over still logs the request id of the invocation that started it.
 */
export class SingleInvokeStore extends InvokeStore {
  #context: InvokeStoreContext | undefined;

  override getContext(): InvokeStoreContext | undefined {
    return this.#context;
  }

  override run<T>(context: InvokeStoreContext, call: () => T): T {
    this.#context = context;
    return call();
  }
}

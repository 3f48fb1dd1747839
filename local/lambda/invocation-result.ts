import type { ResponseSink } from "./response-sink.ts";

/**
 * What the Lambda service answers to a synchronous Invoke, as a caller such as API Gateway sees it.
 *
 * Source: AWS documentation, Lambda API reference, "Invoke".
 */
export type InvocationResult =
  /** The function's result: the bytes that the runtime posted to /response; none where a sink has taken them. */
  | { readonly status: "success"; readonly requestId: string; readonly payload: Uint8Array }
  /**
   * `X-Amz-Function-Error: Unhandled`: thrown, timed out, crashed, failed init or a response over the limit. The payload
   * is the error JSON (`errorType`, `errorMessage`, sometimes `trace`). A sink may have got the beginning of a response.
   */
  | { readonly status: "function-error"; readonly requestId: string; readonly payload: Uint8Array }
  /** `TooManyRequestsException`: every environment is busy and the limit is reached. */
  | { readonly status: "throttled"; readonly requestId: string }
  /** `RequestTooLargeException`: the event is over 6 MB. */
  | { readonly status: "request-too-large"; readonly requestId: string };

/** How an invocation may differ from a plain one. */
export interface InvokeOptions {
  /** Takes the response while the function writes it, and no faster than it takes it. */
  readonly sink?: ResponseSink;
  /** The invocation's id, where it is known before; a new one unless given. */
  readonly requestId?: string;
}

/** Anything that can be invoked like a Lambda function. */
export interface Invocable {
  invoke(event: Uint8Array): Promise<InvocationResult>;
}

/** Anything that can be invoked like a Lambda function whose response is wanted while it is written. */
export interface StreamInvocable {
  /** Resolves when the invocation is over: by then the sink has all of a response that is a success. */
  invokeWithResponseStream(event: Uint8Array, sink: ResponseSink, requestId: string): Promise<InvocationResult>;
}

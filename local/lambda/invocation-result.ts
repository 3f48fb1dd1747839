/**
 * What the Lambda service answers to a synchronous Invoke, as a caller such as API Gateway sees it.
 *
 * Source: AWS documentation, Lambda API reference, "Invoke".
 */
export type InvocationResult =
  /** The function's result: the bytes that the runtime posted to /response. */
  | { readonly status: "success"; readonly requestId: string; readonly payload: Uint8Array }
  /**
   * `X-Amz-Function-Error: Unhandled`: thrown, timed out, crashed, failed init or a response over 6 MB. The payload is
   * the error JSON (`errorType`, `errorMessage`, sometimes `trace`).
   */
  | { readonly status: "function-error"; readonly requestId: string; readonly payload: Uint8Array }
  /** `TooManyRequestsException`: every environment is busy and the limit is reached. */
  | { readonly status: "throttled"; readonly requestId: string }
  /** `RequestTooLargeException`: the event is over 6 MB. */
  | { readonly status: "request-too-large"; readonly requestId: string };

/** Anything that can be invoked like a Lambda function. */
export interface Invocable {
  invoke(event: Uint8Array): Promise<InvocationResult>;
}

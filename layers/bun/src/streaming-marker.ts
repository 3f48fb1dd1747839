/** Marks a handler that streams its response. The only mode that Lambda knows is `"response"`. */
export const streaming = Symbol.for("aws.lambda.runtime.handler.streaming");

/** Carries the high-water mark of the response stream in bytes. */
export const streamingHighWaterMark = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");

export interface StreamifyResponseOptions {
  /** Bytes that the response stream buffers before `write` returns false. */
  readonly highWaterMark?: number;
}

/**
 * `awslambda.streamifyResponse`: marks a handler `(event, responseStream, context)` and returns it.
 *
 * Source: AWS documentation, "Writing response streaming-enabled Lambda functions".
 */
export function streamifyResponse<Handler extends object>(
  handler: Handler,
  options?: StreamifyResponseOptions,
): Handler {
  Reflect.set(handler, streaming, "response");
  if (typeof options?.highWaterMark === "number") {
    Reflect.set(handler, streamingHighWaterMark, Math.trunc(options.highWaterMark));
  }
  return handler;
}

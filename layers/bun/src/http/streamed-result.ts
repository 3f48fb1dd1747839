import { singleValues } from "./buffered-result.ts";

/** What the platform is told before the first byte of a streamed body. */
export interface StreamedPrelude {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  /** One for each `Set-Cookie`. */
  readonly cookies: readonly string[];
}

export interface StreamedResult {
  readonly prelude: StreamedPrelude;
  /** Null where the response has no body; the prelude must be sent then too. */
  readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Splits a response into what is sent first and what is streamed. The body is the response's own: it fails as that
 * does, and cancelling it cancels that.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions", `HttpResponseStream`.
 */
export function toStreamedResult(response: Response): StreamedResult {
  const { status: statusCode, headers, body } = response;
  const prelude = { statusCode, headers: singleValues(headers), cookies: headers.getSetCookie() };
  return { prelude, body: body === null ? null : toByteStream(body) };
}

/** Bun lets a response's stream hold strings and other views than bytes; who reads it is given bytes. */
function toByteStream(body: ReadableStream<unknown>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(toBytes(value));
      },
      cancel: async (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function toBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new TypeError("The response's stream holds a chunk that is neither bytes nor a string");
}

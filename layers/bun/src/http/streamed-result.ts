import { nameUntypedBody, resultHeaders, singleValues } from "./result-headers.ts";

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
 * A response without `Content-Type` is waited for until its first bytes, which decide its type; any other is not.
 *
 * Source: AWS documentation, "Response streaming for Lambda functions", `HttpResponseStream`.
 */
export async function toStreamedResult(response: Response): Promise<StreamedResult> {
  const headers = resultHeaders(response.headers);
  const body = response.body === null ? null : await toByteStream(response.body, headers);
  // How long a stream gets is known at its end; a length that a proxied answer brought would cut it off.
  if (body !== null) headers.delete("content-length");
  const prelude = { statusCode: response.status, headers: singleValues(headers), cookies: headers.getSetCookie() };
  return { prelude, body };
}

/** Bun lets a response's stream hold strings and other views than bytes; who reads it is given bytes. */
async function toByteStream(body: ReadableStream<unknown>, headers: Headers): Promise<ReadableStream<Uint8Array>> {
  const reader = body.getReader();
  const read = async (): Promise<Uint8Array | undefined> => {
    const { done, value } = await reader.read();
    return done ? undefined : toBytes(value);
  };
  let first: Promise<Uint8Array | undefined> | undefined;
  if (!headers.has("content-type")) {
    const start = await read();
    nameUntypedBody(headers, start ?? new Uint8Array());
    first = Promise.resolve(start);
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await (first ?? read());
        first = undefined;
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
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

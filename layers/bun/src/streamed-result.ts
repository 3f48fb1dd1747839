import type { ResponseStream } from "./response-stream.ts";

/** What can be streamed as a handler's result: a generator, a `ReadableStream`, a Node.js `Readable`, … */
export type StreamedResult = AsyncIterable<unknown> | Iterable<unknown>;

/**
 * Whether a result is a stream of chunks rather than a value: anything that can be iterated asynchronously unless it
 * brings its own JSON, and the iterator of a `function*`. An array or another collection is a value.
 */
export function isStreamedResult(result: unknown): result is StreamedResult {
  if (typeof result !== "object" || result === null) return false;
  if (Object.prototype.toString.call(result) === "[object Generator]") return true;
  return typeof Reflect.get(result, Symbol.asyncIterator) === "function" && !("toJSON" in result);
}

/**
 * Writes each chunk of a result as the reader takes it, and ends the stream. Stops, and has the source clean up, once
 * the stream is closed from the other side.
 */
export async function writeResult(result: StreamedResult, stream: ResponseStream): Promise<void> {
  for await (const chunk of result) {
    if (stream.destroyed) return;
    if (!stream.write(chunk)) await drained(stream);
  }
  stream.end();
}

async function drained(stream: ResponseStream): Promise<void> {
  if (stream.destroyed || !stream.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.on("drain", done);
    stream.on("close", done);
  });
}

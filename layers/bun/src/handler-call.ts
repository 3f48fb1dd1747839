import type { LambdaContext } from "./context.ts";
import type { FetchHandler, LoadedHandler } from "./handler-loader.ts";
import { HttpResponseStream } from "./http-response-stream.ts";
import { toJsonText } from "./json-text.ts";
import type { Logger } from "./logger.ts";
import type { Reply } from "./reply.ts";
import { isStreamedResult, writeResult } from "./streamed-result.ts";

/**
 * Calls a handler and waits until its part of the reply is done.
 *
 * @throws Whatever the handler throws, and what its result cannot be made a reply of.
 */
export async function callHandler(
  handler: LoadedHandler,
  event: unknown,
  context: LambdaContext,
  reply: Reply,
  logger: Logger,
): Promise<void> {
  if (handler.kind === "fetch") {
    await callFetchHandler(handler, event, context, reply);
  } else if (handler.kind === "streaming") {
    const stream = await reply.openStream(handler.highWaterMark);
    const result = await handler.call(event, stream, context);
    if (isStreamedResult(result)) await writeResult(result, stream);
    else if (result !== undefined) logger.log("WARN", ["Streaming handlers ignore return values."]);
  } else {
    const result = await handler.call(event, context);
    if (isStreamedResult(result)) await writeResult(result, await reply.openStream());
    // A handler that returns nothing has succeeded.
    else reply.setJson(toJsonText(result ?? null, "The handler's result"));
  }
  await reply.finished();
}

/** Only a marked app streams: the Runtime API does not tell whether the caller can take a streamed response. */
async function callFetchHandler(
  { app, streams, highWaterMark }: FetchHandler,
  event: unknown,
  context: LambdaContext,
  reply: Reply,
): Promise<void> {
  const { callFetch, toBufferedResult, toStreamedResult } = await import("./http/fetch-handler.ts");
  using result = await callFetch(app, event, context);
  if (!streams) {
    reply.setJson(toJsonText(await toBufferedResult(result.response, result.shape), "The response"));
    return;
  }
  const { prelude, body } = await toStreamedResult(result.response);
  const stream = HttpResponseStream.from(await reply.openStream(highWaterMark), prelude);
  // The prelude goes out before the body's first byte, and also where there is no body.
  stream.write("");
  await writeResult(body ?? [], stream);
}

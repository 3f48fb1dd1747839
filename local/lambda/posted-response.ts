import type { IncomingMessage } from "node:http";
import { errorJson } from "./function-failure.ts";
import type { ResponseSink } from "./response-sink.ts";

/** How a posted response ended. `broken-off`: its sender has gone before its end. */
export type PostedResponse =
  | { readonly kind: "whole" }
  /** The runtime says in the trailers that the function failed; the payload is the error JSON. */
  | { readonly kind: "failed"; readonly payload: Uint8Array }
  | { readonly kind: "too-large" }
  | { readonly kind: "broken-off" };

/** What is needed of a request to the Runtime API. */
type Post = Pick<IncomingMessage, "complete" | "headers" | "trailers"> & AsyncIterable<Uint8Array>;

/**
 * Hands a response to `sink` as it comes, no faster than the sink takes it: while it waits, nothing is read, so that the
 * runtime, and with it the function, waits as well. Of what is over `limit` bytes nothing is handed on, but all is read:
 * a runtime that is still sending would take an early answer for a broken connection.
 *
 * Source of the trailers: AWS documentation, "Building a custom runtime for AWS Lambda", response streaming.
 */
export async function receiveResponse(post: Post, sink: ResponseSink, limit: number): Promise<PostedResponse> {
  sink.begin(post.headers["content-type"] ?? "application/octet-stream");
  let size = 0;
  try {
    for await (const chunk of post) {
      size += chunk.byteLength;
      if (size <= limit) await sink.write(chunk);
    }
  } catch {
    return { kind: "broken-off" };
  }
  if (!post.complete) return { kind: "broken-off" };
  if (size > limit) return { kind: "too-large" };
  const payload = failureIn(post.trailers);
  return payload === undefined ? { kind: "whole" } : { kind: "failed", payload };
}

function failureIn(trailers: IncomingMessage["trailers"]): Uint8Array | undefined {
  const errorType = trailers["lambda-runtime-function-error-type"];
  const body = trailers["lambda-runtime-function-error-body"];
  if (errorType === undefined && body === undefined) return undefined;
  return body === undefined ? errorJson(errorType ?? "Unhandled", "") : Buffer.from(body, "base64");
}

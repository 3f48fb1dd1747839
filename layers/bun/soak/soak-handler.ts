import type { RecordedRequest } from "../testing/runtime-api-stand-in.ts";

export type HandlerKind = "buffered" | "streaming";

/** Handlers of events `{ index }`. Every tenth invocation fails, the streaming one's when a part is already sent. */
export const handlers: Readonly<Record<HandlerKind, string>> = {
  buffered: `export const handler = async (event) => {
    if (event.index % 10 === 0) throw new Error("tenth " + event.index);
    return { ...event, payload: "x".repeat(1000) };
  };`,
  streaming: `export const handler = awslambda.streamifyResponse(async (event, stream) => {
    stream.write("x".repeat(1000));
    if (event.index % 10 === 0) throw new Error("tenth " + event.index);
    stream.end(JSON.stringify({ index: event.index }));
  });`,
};

/** What {@link describeOutcome} says of an invocation that is answered as the handler means it. */
export function expectedOutcome(kind: HandlerKind, index: number): string {
  if (index % 10 === 0) return `error Error: tenth ${index}`;
  const payload = "x".repeat(1000);
  return `response ${kind === "buffered" ? JSON.stringify({ index, payload }) : `${payload}{"index":${index}}`}`;
}

/** What a runtime has posted for an invocation: an error, a response that breaks off with an error, or a response. */
export function describeOutcome({ endpoint, text, trailers }: RecordedRequest): string {
  const brokenOff = trailers.get("lambda-runtime-function-error-body");
  if (brokenOff !== undefined) return describeError(Buffer.from(brokenOff, "base64").toString("utf8"));
  return endpoint === "error" ? describeError(text) : `${endpoint} ${text}`;
}

function describeError(text: string): string {
  const { errorType, errorMessage }: { errorType?: unknown; errorMessage?: unknown } = JSON.parse(text);
  return `error ${String(errorType)}: ${String(errorMessage)}`;
}

import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** The Node.js stream that Lambda gives a streaming handler. */
export interface ResponseStream {
  setContentType(contentType: string): void;
  /** False when more should not be written before `drain`. */
  write(chunk: string | Uint8Array): boolean;
  end(): unknown;
  readonly destroyed: boolean;
  once(event: "drain" | "close", listener: () => void): unknown;
  off(event: "drain" | "close", listener: () => void): unknown;
}

/**
 * Marks a handler as one that streams, where Lambda runs it: nobody else knows of it.
 *
 * Source: AWS documentation, "Writing response streaming-enabled Lambda functions".
 */
export function streamed<Handler extends object>(handler: Handler): Handler {
  return awslambda()?.streamifyResponse(handler) ?? handler;
}

/** What Lambda gives streaming handlers as a global. */
interface Awslambda {
  readonly HttpResponseStream: { from(stream: ResponseStream, prelude: Prelude): unknown };
  streamifyResponse<Handler extends object>(handler: Handler): Handler;
}

function awslambda(): Awslambda | undefined {
  const found: unknown = Reflect.get(globalThis, "awslambda");
  return isAwslambda(found) ? found : undefined;
}

function isAwslambda(value: unknown): value is Awslambda {
  return typeof value === "object" && value !== null && "streamifyResponse" in value && "HttpResponseStream" in value;
}

type Prelude = Pick<APIGatewayProxyStructuredResultV2, "statusCode" | "headers">;

/** Ends the JSON that begins a streamed answer. */
const delimiter = new Uint8Array(8);

/**
 * Begins a streamed answer with its status and headers: by Lambda's own means where it runs. What runs handlers in
 * `sst dev` begins every answer that it has not been told of.
 *
 * Source of the format: AWS documentation, "Lambda proxy integration format for response streaming".
 */
export function beginResponse(stream: ResponseStream, { statusCode, headers }: Prelude): void {
  const lambda = awslambda();
  if (lambda) {
    lambda.HttpResponseStream.from(stream, { statusCode, headers });
    // It begins with the first write, and there may be none.
    stream.write("");
    return;
  }
  stream.setContentType("application/vnd.awslambda.http-integration-response");
  stream.write(JSON.stringify({ statusCode, headers }));
  stream.write(delimiter);
}

/**
 * Writes, and waits as long as the reader is slower.
 *
 * @throws Error when the stream has been closed: nobody reads it any more.
 */
export async function writeChunk(stream: ResponseStream, chunk: string): Promise<void> {
  if (!stream.destroyed && !stream.write(chunk)) await drained(stream);
  if (stream.destroyed) throw new Error("The response stream was closed before its end.");
}

function drained(stream: ResponseStream): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const settle = () => {
    stream.off("drain", settle);
    stream.off("close", settle);
    resolve();
  };
  stream.once("drain", settle);
  stream.once("close", settle);
  return promise;
}

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
  const lambda: unknown = Reflect.get(globalThis, "awslambda");
  return isStreamifier(lambda) ? lambda.streamifyResponse(handler) : handler;
}

interface Streamifier {
  streamifyResponse<Handler extends object>(handler: Handler): Handler;
}

function isStreamifier(value: unknown): value is Streamifier {
  return typeof value === "object" && value !== null && "streamifyResponse" in value;
}

/** Ends the JSON that begins a streamed answer. */
const delimiter = new Uint8Array(8);

/**
 * Begins a streamed answer with its status and headers.
 *
 * Source of the format: AWS documentation, "Lambda proxy integration format for response streaming".
 */
export function beginResponse(
  stream: ResponseStream,
  { statusCode, headers }: Pick<APIGatewayProxyStructuredResultV2, "statusCode" | "headers">,
): void {
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

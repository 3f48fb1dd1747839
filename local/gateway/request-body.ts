import type { IncomingMessage } from "node:http";

/** The client went away before its body was complete. */
export class RequestAbortedError extends Error {
  override readonly name = "RequestAbortedError";
  readonly code = "REQUEST_ABORTED";

  constructor() {
    super("The client closed the connection before its request was complete.");
  }
}

/** Whether the declared length alone is over the limit, so that nothing has to be read. */
export function declaresMoreThan(request: IncomingMessage, limit: number): boolean {
  return Number(request.headers["content-length"] ?? 0) > limit;
}

/**
 * Reads a body of at most `limit` bytes; `undefined` is one that is larger. What comes after the limit is discarded as it
 * arrives, so that the client can finish sending and read the answer.
 *
 * @throws RequestAbortedError when the client closes the connection first.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  if (declaresMoreThan(request, limit)) {
    request.resume();
    return undefined;
  }
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | undefined>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= limit) {
      chunks.push(chunk);
      return;
    }
    chunks.length = 0;
    resolve(undefined);
  });
  request.once("end", () => resolve(Buffer.concat(chunks)));
  request.once("error", () => reject(new RequestAbortedError()));
  request.once("close", () => reject(new RequestAbortedError()));
  return promise;
}

import { connect } from "node:net";

export interface RawResponse {
  readonly status: number;
  /** Lower-case names, in the order they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/**
 * Sends bytes exactly as written, one per character, and reads until the server closes the connection. The request
 * has to ask for that with `Connection: close` where the server would not do so anyway.
 */
export async function exchange(port: number, ...lines: readonly string[]): Promise<RawResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  const socket = connect(port, "127.0.0.1", () => socket.write(lines.join("\r\n"), "latin1"));
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.once("error", reject);
  socket.once("close", () => resolve(Buffer.concat(chunks)));
  return parseResponse(await promise);
}

/** A request without a body for `exchange`. */
export function rawRequest(requestLine: string, ...headers: readonly string[]): readonly string[] {
  return rawRequestTo("example.test", requestLine, ...headers);
}

/** As `rawRequest`, to another host. */
export function rawRequestTo(host: string, requestLine: string, ...headers: readonly string[]): readonly string[] {
  return [requestLine, `Host: ${host}`, "Connection: close", ...headers, "", ""];
}

function parseResponse(bytes: Buffer): RawResponse {
  const end = bytes.indexOf("\r\n\r\n");
  const [statusLine = "", ...fields] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  return {
    status: Number(statusLine.split(" ")[1]),
    headers: fields.map((field) => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()] as const;
    }),
    body: bytes.subarray(end + 4),
  };
}

import type { Socket } from "bun";
import { HttpResponseParser } from "./http-response-parser.ts";
import type { HttpResponse } from "./http-response-parser.ts";
import type { RuntimeApiAddress } from "./runtime-api-address.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Path of the API, from its slash on. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in UTF-8; absent for a request without a body. */
  readonly body?: string;
}

/**
 * The request could not be answered. `connect_failed`: nothing was sent. `connection_lost`: it was sent in part or
 * whole, and whether the peer acted on it is unknown.
 */
export class HttpConnectionError extends Error {
  readonly code: "connect_failed" | "connection_lost";

  constructor(code: "connect_failed" | "connection_lost", message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HttpConnectionError";
    this.code = code;
  }
}

/** One request on its way: what is still to be written, and who waits for the response. */
interface Exchange {
  unsent: Uint8Array;
  readonly parser: HttpResponseParser;
  readonly resolve: (response: HttpResponse) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A keep-alive HTTP/1.1 connection over a raw socket, for one request at a time.
 *
 * - No timeout: the next invocation may be hours away, and the sandbox frozen meanwhile.
 * - No proxy: the Runtime API is link-local, whatever `HTTP_PROXY` says.
 * - A request is written at most once. A connection that the peer closed while it was idle is noticed before anything
 *   is written, and opened anew; one that breaks later is an error, because a second post could count twice.
 *
 * `fetch` holds none of the three; `node:http` costs more to load than the whole runtime.
 */
export class HttpConnection {
  readonly #address: RuntimeApiAddress;
  #socket: Socket | undefined;
  #exchange: Exchange | undefined;
  #busy = false;

  constructor(address: RuntimeApiAddress) {
    this.#address = address;
  }

  /**
   * Sends one request and waits for the whole response, whatever its status.
   *
   * @throws {HttpConnectionError} when there is no connection, or it was lost before the response was whole.
   * @throws {HttpParseError} when what came is not an HTTP response.
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    if (this.#busy) throw new Error("HttpConnection carries one request at a time: await the other.");
    this.#busy = true;
    try {
      await this.#noticeClosed();
      const socket = this.#socket ?? (await this.#connect());
      const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
      const unsent = encodeRequest(this.#address, request);
      this.#exchange = { unsent, parser: new HttpResponseParser(), resolve, reject };
      this.#flush(socket);
      return await promise;
    } finally {
      this.#busy = false;
    }
  }

  /** Closes the socket; a request on its way fails with `connection_lost`. */
  close(): void {
    this.#socket?.terminate();
    this.#lost();
  }

  /**
   * Lets the event loop poll the socket once. An immediate runs before the poll, so only the second one is behind it.
   * A close that the kernel already knows of is then known here as well.
   */
  async #noticeClosed(): Promise<void> {
    if (this.#socket === undefined) return;
    await immediate();
    await immediate();
  }

  async #connect(): Promise<Socket> {
    const { hostname, port, authority } = this.#address;
    try {
      this.#socket = await Bun.connect({
        hostname,
        port,
        socket: {
          data: (socket, bytes) => this.#receive(socket, bytes),
          drain: (socket) => this.#flush(socket),
          close: (socket) => this.#closed(socket),
          error: (socket, error) => this.#closed(socket, error),
        },
      });
      return this.#socket;
    } catch (cause) {
      throw new HttpConnectionError("connect_failed", `No connection to the Runtime API at ${authority}.`, { cause });
    }
  }

  #flush(socket: Socket): void {
    const exchange = this.#exchange;
    if (exchange === undefined || exchange.unsent.length === 0) return;
    const written = socket.write(exchange.unsent);
    if (written > 0) exchange.unsent = exchange.unsent.subarray(written);
  }

  #receive(socket: Socket, bytes: Uint8Array): void {
    if (socket !== this.#socket) return;
    const exchange = this.#exchange;
    if (exchange === undefined) {
      // Nothing was asked: what comes could be taken for the answer to the next request.
      this.close();
      return;
    }
    try {
      exchange.parser.push(bytes);
    } catch (error) {
      this.#exchange = undefined;
      this.close();
      exchange.reject(error);
      return;
    }
    const response = exchange.parser.response;
    if (response === undefined) return;
    this.#exchange = undefined;
    // An answer before the request was out leaves the rest of the request unread on the wire.
    if (!response.keepAlive || exchange.unsent.length > 0) this.close();
    exchange.resolve(response);
  }

  #closed(socket: Socket, cause?: Error): void {
    if (socket === this.#socket) this.#lost(cause);
  }

  #lost(cause?: Error): void {
    this.#socket = undefined;
    const exchange = this.#exchange;
    if (exchange === undefined) return;
    this.#exchange = undefined;
    try {
      exchange.parser.end();
    } catch (parseError) {
      const message = `The Runtime API at ${this.#address.authority} closed the connection before its response was whole.`;
      exchange.reject(new HttpConnectionError("connection_lost", message, { cause: cause ?? parseError }));
      return;
    }
    const response = exchange.parser.response;
    if (response !== undefined) exchange.resolve(response);
  }
}

function immediate(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function encodeRequest(address: RuntimeApiAddress, request: HttpRequest): Uint8Array {
  let head = `${request.method} ${address.basePath}${request.path} HTTP/1.1\r\nHost: ${address.authority}\r\n`;
  for (const [name, value] of Object.entries(request.headers)) head += `${name}: ${value}\r\n`;
  if (request.body !== undefined) head += `Content-Length: ${Buffer.byteLength(request.body)}\r\n`;
  return Buffer.from(`${head}\r\n${request.body ?? ""}`);
}

import type { Socket } from "bun";
import { encodeChunk, encodeLastChunk, joinSmall } from "./chunked-encoding.ts";
import { HttpConnectionError } from "./http-connection-error.ts";
import { encodeRequest } from "./http-request.ts";
import type { ChunkedRequest, HttpRequest, HttpRequestHead } from "./http-request.ts";
import { HttpResponseParser } from "./http-response-parser.ts";
import type { HttpResponse } from "./http-response-parser.ts";
import type { RuntimeApiAddress } from "./runtime-api-address.ts";

/** One request on its way: what is still to be written, and who waits for the response. */
interface Exchange {
  unsent: Uint8Array[];
  /** Nothing will be added to what is unsent. */
  whole: boolean;
  /** Who waits until nothing is unsent. */
  drained: PromiseWithResolvers<void> | undefined;
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
   * @throws HttpConnectionError when there is no connection, or it was lost before the response was whole.
   * @throws HttpParseError when what came is not an HTTP response.
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { exchange, response } = await this.#start(encodeRequest(this.#address, request));
    exchange.whole = true;
    this.#flush(exchange);
    return response;
  }

  /**
   * Opens a request with a chunked body. Its head goes out with the first bytes.
   *
   * @throws HttpConnectionError `CONNECT_FAILED`
   */
  async open({ method, path, headers }: HttpRequestHead): Promise<ChunkedRequest> {
    const head = { method, path, headers: { ...headers, "Transfer-Encoding": "chunked" } };
    const { exchange, response } = await this.#start(encodeRequest(this.#address, head));
    return {
      response,
      write: async (bytes) => this.#append(exchange, encodeChunk(bytes)),
      end: async (trailers = {}) => {
        exchange.whole = true;
        await this.#append(exchange, [encodeLastChunk(trailers)]);
      },
    };
  }

  /** Closes the socket; a request on its way fails with `CONNECTION_LOST`. */
  close(): void {
    this.#socket?.terminate();
    this.#lost();
  }

  async #start(bytes: Uint8Array): Promise<{ exchange: Exchange; response: Promise<HttpResponse> }> {
    if (this.#busy) throw new Error("HttpConnection carries one request at a time: await the other.");
    this.#busy = true;
    try {
      await this.#noticeClosed();
      if (this.#socket === undefined) await this.#connect();
    } catch (error) {
      this.#busy = false;
      throw error;
    }
    const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
    const parser = new HttpResponseParser();
    const exchange: Exchange = { unsent: [bytes], whole: false, drained: undefined, parser, resolve, reject };
    this.#exchange = exchange;
    return { exchange, response: promise };
  }

  async #append(exchange: Exchange, pieces: readonly Uint8Array[]): Promise<void> {
    if (this.#exchange !== exchange) throw this.#answeredEarly();
    exchange.unsent = joinSmall([...exchange.unsent, ...pieces]);
    this.#flush(exchange);
    if (exchange.unsent.length === 0) return;
    exchange.drained = Promise.withResolvers();
    // An unread response is work to wait for, although the socket by itself does not keep the process alive.
    this.#socket?.ref();
    await exchange.drained.promise;
    this.#socket?.unref();
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

  async #connect(): Promise<void> {
    const { hostname, port, authority } = this.#address;
    try {
      this.#socket = await Bun.connect({
        hostname,
        port,
        socket: {
          data: (socket, bytes) => this.#receive(socket, bytes),
          drain: () => this.#flush(this.#exchange),
          close: (socket) => this.#closed(socket),
          error: (socket, error) => this.#closed(socket, error),
        },
      });
      // What keeps the process alive is said in one place, `EventLoop`.
      this.#socket.unref();
    } catch (cause) {
      throw new HttpConnectionError("CONNECT_FAILED", `No connection to the Runtime API at ${authority}.`, { cause });
    }
  }

  #flush(exchange: Exchange | undefined): void {
    if (exchange === undefined) return;
    for (;;) {
      const [piece] = exchange.unsent;
      if (piece === undefined) break;
      const written = this.#socket?.write(piece) ?? 0;
      if (written < piece.length) {
        if (written > 0) exchange.unsent[0] = piece.subarray(written);
        return;
      }
      exchange.unsent.shift();
    }
    exchange.drained?.resolve();
    exchange.drained = undefined;
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
      this.#finish(exchange);
      this.close();
      exchange.reject(error);
      return;
    }
    const response = exchange.parser.response;
    if (response === undefined) return;
    this.#finish(exchange);
    // An answer before the request was out leaves the rest of the request unread on the wire.
    if (!response.keepAlive || !exchange.whole || exchange.unsent.length > 0) this.close();
    exchange.resolve(response);
    exchange.drained?.reject(this.#answeredEarly());
  }

  #closed(socket: Socket, cause?: Error): void {
    if (socket === this.#socket) this.#lost(cause);
  }

  #lost(cause?: Error): void {
    this.#socket = undefined;
    const exchange = this.#exchange;
    if (exchange === undefined) return;
    this.#finish(exchange);
    try {
      exchange.parser.end();
    } catch (parseError) {
      const message = `The Runtime API at ${this.#address.authority} closed the connection before its response was whole.`;
      const error = new HttpConnectionError("CONNECTION_LOST", message, { cause: cause ?? parseError });
      exchange.reject(error);
      exchange.drained?.reject(error);
      return;
    }
    const response = exchange.parser.response;
    if (response !== undefined) exchange.resolve(response);
    exchange.drained?.reject(this.#answeredEarly());
  }

  #finish(exchange: Exchange): void {
    if (this.#exchange === exchange) this.#exchange = undefined;
    this.#busy = false;
  }

  #answeredEarly(): HttpConnectionError {
    const message = `The Runtime API at ${this.#address.authority} ended the request before it was whole.`;
    return new HttpConnectionError("CONNECTION_LOST", message);
  }
}

function immediate(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

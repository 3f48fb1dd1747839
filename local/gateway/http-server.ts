import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { listen } from "../listen.ts";
import { type HttpAnswer, messageAnswer } from "./http-answer.ts";
import { declaresMoreThan, readBody, RequestAbortedError } from "./request-body.ts";
import type { RequestHead } from "./request-head.ts";

/** A request that is whole. */
export interface ReceivedRequest {
  readonly head: RequestHead;
  /** `undefined` where it was over the server's limit. */
  readonly body: Uint8Array | undefined;
  readonly requestId: string;
  /**
   * The server's own headers, for an answer that begins now: the request's id, and whether it is the last one of its
   * connection, as it is to an unread body, or while the server stops.
   */
  readonly ownHeaders: () => HttpAnswer["headers"];
}

/** The id that every answer of a server tells. */
export interface RequestIds {
  /** The header that tells it. */
  readonly header: string;
  create(): string;
}

export interface HttpServerOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly hostname: string;
  /** The most bytes that a body may have. */
  readonly maxBodySize: number;
  /** How long `stop` waits for the requests it finds running, in milliseconds. */
  readonly drainTimeout: number;
  readonly requestIds: RequestIds;
  /**
   * Answers a request. Resolves when the answer has gone out, with what the log calls the outcome: the status. Rejects
   * when it cannot go out; the connection is closed then.
   */
  readonly respond: (request: ReceivedRequest, response: ServerResponse) => Promise<string>;
  /** Takes one line per request: method, path, status, time, request id. */
  readonly log: (line: string) => void;
}

/** A server that listens. */
export interface HttpServer {
  /** `http://127.0.0.1:3000`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets the running ones finish and closes every connection. May be called again. */
  stop(): Promise<void>;
}

/** What the parser takes in before a front's own limit is applied to it. */
const maxParsedHeadSize = 64 * 1024;
/** Longer than a client keeps an idle connection, so that the client is the one to close it. */
const keepAliveTimeout = 75_000;

/**
 * Starts an HTTP/1.1 server that reads requests whole, as they were sent.
 *
 * `node:http` and not `Bun.serve`, which resolves dot segments in the path and hands out repeated headers already joined.
 *
 * @throws PortInUseError when something else listens on the port.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { hostname, maxBodySize, drainTimeout, requestIds } = options;
  const running = new Set<Promise<unknown>>();
  const server = createServer({ keepAliveTimeout, maxHeaderSize: maxParsedHeadSize });
  /** From here on a request is whole, and is waited for when the server stops. */
  const track = <Result>(answering: Promise<Result>): Promise<Result> => {
    const tracked = answering.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    void handle({ server, options, request, response, track });
  };
  server.on("request", take);
  server.on("checkContinue", (request, response) => {
    if (!declaresMoreThan(request, maxBodySize)) response.writeContinue();
    take(request, response);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuseUnparsable(error, socket, requestIds));

  const port = await listen(server, options.port, hostname);
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`,
    port,
    stop: () => (stopped ??= stop(server, running, drainTimeout)),
  };
}

interface Exchange {
  readonly server: Server;
  readonly options: HttpServerOptions;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly track: <Result>(answering: Promise<Result>) => Promise<Result>;
}

async function handle({ server, options, request, response, track }: Exchange): Promise<void> {
  const { maxBodySize, requestIds, respond, log } = options;
  const started = performance.now();
  const requestId = requestIds.create();
  const head = requestHead(request);
  try {
    const body = await readBody(request, maxBodySize);
    const ownHeaders = (): HttpAnswer["headers"] => [
      [requestIds.header, requestId],
      ...(body === undefined || !server.listening ? [["Connection", "close"] as const] : []),
    ];
    const outcome = await track(respond({ head, body, requestId, ownHeaders }, response));
    log(accessLine(head, outcome, started, requestId));
  } catch (error) {
    response.destroy();
    log(accessLine(head, isDisconnect(error) ? "aborted" : String(error), started, requestId));
  }
}

/** The connection closed before the request or the answer was complete. */
function isDisconnect(error: unknown): boolean {
  if (error instanceof RequestAbortedError) return true;
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

function requestHead(request: IncomingMessage): RequestHead {
  const { rawHeaders, socket } = request;
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    protocol: `HTTP/${request.httpVersion}`,
    headers: names.map((name, index) => [name, rawHeaders[index * 2 + 1] ?? ""] as const),
    sourceIp: (socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
    port: socket.localPort ?? 0,
  };
}

/** The longest path that the access log holds whole. */
const maxLoggedPath = 1024;

/**
 * Host, query and fragment are left out, also where an escape hides their beginning: they may hold what belongs in no
 * log.
 */
function accessLine(head: RequestHead, outcome: string, started: number, requestId: string): string {
  const [path = ""] = head.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").split(/\?|#|%3f|%23/i, 1);
  const shown = path.length > maxLoggedPath ? `${path.slice(0, maxLoggedPath)}…` : path;
  return `${head.method} ${shown} ${outcome} ${Math.round(performance.now() - started)} ms ${requestId}`;
}

/** Answers what is no HTTP request: there is no request object yet, so the bytes are written by hand. */
function refuseUnparsable(error: NodeJS.ErrnoException, socket: Duplex, requestIds: RequestIds): void {
  if (!socket.writable) return;
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const { status, headers, body } = tooLarge
    ? messageAnswer(431, "Request Header Fields Too Large")
    : messageAnswer(400, "Bad Request");
  const fields = [
    ...headers,
    [requestIds.header, requestIds.create()],
    ["Content-Length", String(body.byteLength)],
    ["Connection", "close"],
  ];
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.map((field) => field.join(": ")).join("\r\n")}\r\n\r\n`,
  );
  socket.end(body);
}

async function stop(server: Server, running: ReadonlySet<Promise<unknown>>, drainTimeout: number): Promise<void> {
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  const { promise: expired, resolve: expire } = Promise.withResolvers<void>();
  const timer = setTimeout(() => expire(), drainTimeout);
  server.close(() => close());
  // A request runs on when its client has gone: the functions are in use until it is over.
  await Promise.race([Promise.allSettled(running), expired]);
  clearTimeout(timer);
  // What is left has no whole request.
  server.closeAllConnections();
  await closed;
}

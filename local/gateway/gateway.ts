import { createServer, STATUS_CODES } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { finished } from "node:stream/promises";
import type { Cors } from "../../functions/manifest/cors.ts";
import { messageAnswer } from "./http-answer.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { HttpApi } from "./http-api.ts";
import type { GatewayRoute } from "./http-api.ts";
import { PortInUseError } from "./port-in-use-error.ts";
import { declaresMoreThan, readBody, RequestAbortedError } from "./request-body.ts";
import type { RequestHead } from "./request-head.ts";
import { createRequestId } from "./request-id.ts";

export interface GatewayOptions {
  readonly routes: readonly GatewayRoute[];
  /** Absent: CORS is left to the functions. */
  readonly cors?: Cors;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly hostname?: string;
  /** Refuse requests whose `Host` is neither this machine's nor `hostname`: against DNS rebinding. Default `false`. */
  readonly localHostsOnly?: boolean;
  /** Default `$default`; any other stage is the first part of every path. */
  readonly stage?: string;
  /** How long a function may take to answer, in milliseconds. Default 30 000, which is what AWS allows at most. */
  readonly integrationTimeout?: number;
  /** How long `stop` waits for the requests it finds running, in milliseconds. Default 30 000. */
  readonly drainTimeout?: number;
  /** Takes one line per request: method, path, status, time, request id. */
  readonly log: (line: string) => void;
}

export interface Gateway {
  /** `http://127.0.0.1:3000`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets the running ones finish and closes every connection. May be called again. */
  stop(): Promise<void>;
}

/** Source: AWS documentation, "Quotas for HTTP APIs": payload size. */
const maxBodySize = 10 * 1024 * 1024;
/** What the parser takes in before the API's own limit is applied to it. */
const maxParsedHeadSize = 64 * 1024;
/** Longer than a client keeps an idle connection, so that the client is the one to close it. */
const keepAliveTimeout = 75_000;

/**
 * Starts a local HTTP API in front of Lambda functions: events and responses of payload format 2.0.
 *
 * `node:http` and not `Bun.serve`, because a gateway has to see the request as it was sent: `Bun.serve` resolves dot
 * segments in the path and hands out repeated headers already joined.
 *
 * @throws {PortInUseError} (rejection) when something else listens on the port.
 * @throws {MalformedRouteKeyError} (rejection) for a route key that cannot be parsed.
 * @throws {DuplicateRouteError} (rejection) for two routes that take the same requests.
 * @throws {CorsConfigurationError} (rejection) for a CORS configuration that AWS refuses.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { routes, cors, hostname = "127.0.0.1", stage = "$default", integrationTimeout = 30_000, log } = options;
  const onlyHostname = options.localHostsOnly === true ? hostname : undefined;
  const api = new HttpApi({ routes, cors, stage, onlyHostname, integrationTimeout, log });
  const running = new Set<Promise<void>>();

  const server = createServer({ keepAliveTimeout, maxHeaderSize: maxParsedHeadSize });
  /** From here on a request is whole, and is waited for when the gateway stops. */
  const track = (answering: Promise<void>): Promise<void> => {
    const tracked = answering.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    void handle({ server, api, request, response, log, track });
  };
  server.on("request", take);
  server.on("checkContinue", (request, response) => {
    if (!declaresMoreThan(request, maxBodySize)) response.writeContinue();
    take(request, response);
  });
  server.on("clientError", refuseUnparsable);

  const port = await listen(server, options.port, hostname);
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`,
    port,
    stop: () => (stopped ??= stop(server, running, options.drainTimeout ?? 30_000)),
  };
}

async function listen(server: Server, port: number, hostname: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", (error: NodeJS.ErrnoException) => {
    reject(error.code === "EADDRINUSE" ? new PortInUseError(port, hostname) : error);
  });
  server.listen(port, hostname, () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : port);
  });
  return promise;
}

interface Exchange {
  readonly server: Server;
  readonly api: HttpApi;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly log: (line: string) => void;
  readonly track: (answering: Promise<void>) => Promise<void>;
}

async function handle({ server, api, request, response, log, track }: Exchange): Promise<void> {
  const started = performance.now();
  const requestId = createRequestId();
  const head = requestHead(request);
  const answer = async (body: Uint8Array | undefined): Promise<void> => {
    const result = await api.answer(head, body, requestId);
    // An answer to an unread body, or while the gateway stops, is the last one of its connection.
    send(response, result, requestId, body === undefined || !server.listening);
    await finished(response);
    log(accessLine(head, String(result.status), started, requestId));
  };
  try {
    const body = await readBody(request, maxBodySize);
    await track(answer(body));
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

function send(response: ServerResponse, answer: HttpAnswer, requestId: string, last: boolean): void {
  const bodiless = answer.status === 204 || answer.status === 304;
  const headers = answer.headers.filter(([name]) => !bodiless || name.toLowerCase() !== "content-type");
  const own: [string, string][] = [["Apigw-Requestid", requestId]];
  if (!bodiless) own.push(["Content-Length", String(answer.body.byteLength)]);
  if (last) own.push(["Connection", "close"]);
  response.writeHead(
    answer.status,
    // Node writes a header as Latin-1; a value beyond it goes out as the bytes of its UTF-8.
    [...headers, ...own].flatMap(([name, value]) => [name, Buffer.from(value).toString("latin1")]),
  );
  // To HEAD, Node sends the head alone.
  response.end(bodiless ? undefined : answer.body);
}

/** The longest path that the access log holds whole. */
const maxLoggedPath = 1024;

/** Host, query and fragment are left out, also where an escape hides their beginning: they may hold what belongs in no log. */
function accessLine(head: RequestHead, outcome: string, started: number, requestId: string): string {
  const [path = ""] = head.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").split(/\?|#|%3f|%23/i, 1);
  const shown = path.length > maxLoggedPath ? `${path.slice(0, maxLoggedPath)}…` : path;
  return `${head.method} ${shown} ${outcome} ${Math.round(performance.now() - started)} ms ${requestId}`;
}

/** Answers what is no HTTP request: there is no request object yet, so the bytes are written by hand. */
function refuseUnparsable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return;
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const { status, headers, body } = tooLarge
    ? messageAnswer(431, "Request Header Fields Too Large")
    : messageAnswer(400, "Bad Request");
  const fields = [
    ...headers,
    ["Apigw-Requestid", createRequestId()],
    ["Content-Length", String(body.byteLength)],
    ["Connection", "close"],
  ];
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.map((field) => field.join(": ")).join("\r\n")}\r\n\r\n`,
  );
  socket.end(body);
}

async function stop(server: Server, running: ReadonlySet<Promise<void>>, drainTimeout: number): Promise<void> {
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

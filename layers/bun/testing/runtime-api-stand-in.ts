import type { Socket, TCPSocketListener } from "bun";
import { HttpRequestParser } from "./http-request-parser.ts";
import type { PartialRequest, ReceivedRequest, RequestHead } from "./http-request-parser.ts";

/** What a runtime may call; `other` is everything that the API does not have. */
export type Endpoint = "next" | "response" | "error" | "init-error" | "restore-next" | "restore-error" | "other";

/** Whose request it is and what it asks for. */
interface Addressee {
  readonly endpoint: Endpoint;
  /** The request id in the path; empty where the path has none. */
  readonly requestId: string;
}

/** A request whose body is on its way. */
export type UnfinishedRequest = PartialRequest & Addressee;

/** A request of the runtime, in the order of arrival. */
export interface RecordedRequest extends ReceivedRequest, Addressee {
  /** Number of the connection, from 0 in the order of opening. */
  readonly connection: number;
  /** The body as UTF-8. */
  readonly text: string;
}

/** What the stand-in sends back, in this order: the bytes, then the end of the connection if one is asked for. */
export interface Reply {
  readonly bytes: string | Uint8Array;
  /** `close`: FIN after the bytes. `reset`: RST after them. `keep` otherwise. */
  readonly ending?: "keep" | "close" | "reset";
}

export interface QueuedInvocation {
  readonly requestId: string;
  /** JSON text, or any bytes. */
  readonly event: string | Uint8Array;
  /** Added to the required headers, or replacing them; a value of undefined removes one. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

interface Connection {
  readonly number: number;
  readonly parser: HttpRequestParser;
  /** The request being received was answered when its head was there. */
  answered: boolean;
  unsent: Uint8Array;
  /** What follows once everything is sent. */
  ending: NonNullable<Reply["ending"]>;
}

type Peer = Socket<Connection>;

/** A header that the API always sends with an invocation. */
export const functionArn = "arn:aws:lambda:eu-central-1:000000000000:function:conformance";

/**
 * A Lambda Runtime API that a test controls. It speaks raw TCP, so that it records exactly what a runtime sends and can
 * misbehave in any way: refuse, reset, send half a head, close an idle connection.
 *
 * Invocations are handed out in the order of `invoke`; a GET next without one waits, as in Lambda. A post is answered
 * with 202 unless `replyTo` has queued another reply for its endpoint.
 */
export class RuntimeApiStandIn implements Disposable {
  readonly requests: RecordedRequest[] = [];
  /** Come with each queued invocation that does not say otherwise, beside the required headers. */
  invocationHeaders: QueuedInvocation["headers"] = {};
  readonly #listener: TCPSocketListener<Connection>;
  readonly #open = new Set<Peer>();
  readonly #invocations: QueuedInvocation[] = [];
  readonly #waitingForNext: Peer[] = [];
  readonly #replies = new Map<Endpoint, Reply[]>();
  readonly #earlyReplies = new Map<Endpoint, Reply[]>();
  readonly #watchers = new Set<() => void>();
  #connections = 0;
  #reads = true;

  constructor() {
    this.#listener = Bun.listen<Connection>({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open: (peer) => this.#opened(peer),
        data: (peer, bytes) => this.#received(peer, bytes),
        drain: (peer) => flush(peer),
        close: (peer) => this.#closed(peer),
      },
    });
  }

  /** Value of `AWS_LAMBDA_RUNTIME_API`. */
  get address(): string {
    return `127.0.0.1:${this.#listener.port}`;
  }

  /** Connections opened so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Queues an invocation for the next GET next. */
  invoke(invocation: QueuedInvocation): void {
    this.#invocations.push({ ...invocation, headers: { ...this.invocationHeaders, ...invocation.headers } });
    const peer = this.#waitingForNext.shift();
    if (peer !== undefined) this.#answerNext(peer);
  }

  /** Answers the next request to an endpoint with this instead; several are used in their order. */
  replyTo(endpoint: Endpoint, reply: Reply): void {
    queue(this.#replies, endpoint, reply);
  }

  /** Like `replyTo`, but answers as soon as the request's head is there, while its body is on its way. */
  replyEarlyTo(endpoint: Endpoint, reply: Reply): void {
    queue(this.#earlyReplies, endpoint, reply);
  }

  /** Takes nothing more off any connection until `resumeReading`: what a runtime sends waits in the kernel, then in it. */
  pauseReading(): void {
    this.#reads = false;
    for (const peer of this.#open) peer.pause();
  }

  resumeReading(): void {
    this.#reads = true;
    for (const peer of this.#open) peer.resume();
  }

  /** Closes every connection that is open, with FIN. */
  closeConnections(): void {
    for (const peer of this.#open) peer.end();
  }

  /** Of all requests, in the order of arrival. */
  get endpoints(): Endpoint[] {
    return this.requests.map(({ endpoint }) => endpoint);
  }

  /** Requests to an endpoint, in the order of arrival. */
  to(endpoint: Endpoint): RecordedRequest[] {
    return this.requests.filter((request) => request.endpoint === endpoint);
  }

  /** The requests whose head is there and whose body is not yet. */
  get unfinished(): UnfinishedRequest[] {
    return [...this.#open].flatMap(({ data: { parser } }) => {
      const { partial } = parser;
      return partial === undefined ? [] : [{ ...partial, ...addresseeOf(partial) }];
    });
  }

  /** Resolves once the probe answers something; it is asked after all bytes that arrive and each closed connection. */
  async until<T>(probe: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const watch = (): void => {
        const found = probe();
        if (found === undefined) return;
        this.#watchers.delete(watch);
        resolve(found);
      };
      this.#watchers.add(watch);
      watch();
    });
  }

  [Symbol.dispose](): void {
    for (const peer of this.#open) peer.terminate();
    this.#listener.stop(true);
  }

  #opened(peer: Peer): void {
    peer.data = {
      number: this.#connections++,
      parser: new HttpRequestParser(),
      answered: false,
      unsent: new Uint8Array(0),
      ending: "keep",
    };
    this.#open.add(peer);
    if (!this.#reads) peer.pause();
  }

  #closed(peer: Peer): void {
    this.#open.delete(peer);
    const waiting = this.#waitingForNext.indexOf(peer);
    if (waiting >= 0) this.#waitingForNext.splice(waiting, 1);
    this.#notify();
  }

  #received(peer: Peer, bytes: Uint8Array): void {
    for (const request of peer.data.parser.push(bytes)) {
      const recorded = record(request, peer.data.number);
      this.requests.push(recorded);
      if (!peer.data.answered) this.#answer(peer, recorded);
      peer.data.answered = false;
      this.#notify();
    }
    this.#answerEarly(peer);
    this.#notify();
  }

  #answerEarly(peer: Peer): void {
    if (this.#earlyReplies.size === 0 || peer.data.answered) return;
    const { partial } = peer.data.parser;
    const reply = partial && this.#earlyReplies.get(addresseeOf(partial).endpoint)?.shift();
    if (reply === undefined) return;
    peer.data.answered = true;
    send(peer, reply);
  }

  #answer(peer: Peer, { endpoint }: RecordedRequest): void {
    const reply = this.#replies.get(endpoint)?.shift();
    if (reply !== undefined) send(peer, reply);
    else if (endpoint === "next") this.#answerNext(peer);
    else if (endpoint === "restore-next") send(peer, response(200));
    else send(peer, endpoint === "other" ? response(404, "{}") : response(202, `{"status":"OK"}\n`));
  }

  #answerNext(peer: Peer): void {
    const invocation = this.#invocations.shift();
    if (invocation === undefined) this.#waitingForNext.push(peer);
    else send(peer, nextResponse(invocation));
  }

  #notify(): void {
    for (const watch of this.#watchers) watch();
  }
}

/** A well-formed reply with its type and length, which the API always sends. */
export function response(
  status: number,
  body: string | Uint8Array = "",
  headers: Readonly<Record<string, string | undefined>> = {},
): Reply {
  const lines = Object.entries({ "Content-Type": "application/json", ...headers }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}\r\n`],
  );
  const content = Buffer.from(body);
  const head = `HTTP/1.1 ${status} Status\r\nContent-Length: ${content.length}\r\n${lines.join("")}\r\n`;
  return { bytes: Buffer.concat([Buffer.from(head), content]) };
}

/** What the API answers to GET next, with the headers that Lambda always sends. */
export function nextResponse({ requestId, event, headers = {} }: QueuedInvocation): Reply {
  return response(200, event, {
    "Lambda-Runtime-Aws-Request-Id": requestId,
    "Lambda-Runtime-Deadline-Ms": String(Date.now() + 30_000),
    "Lambda-Runtime-Invoked-Function-Arn": functionArn,
    ...headers,
  });
}

function record(request: ReceivedRequest, connection: number): RecordedRequest {
  const text = Buffer.from(request.body).toString("utf8");
  return { ...request, ...addresseeOf(request), connection, text };
}

/** Endpoints without a request id in their path, behind the version. */
const plainEndpoints: ReadonlyMap<string, Endpoint> = new Map([
  ["init/error", "init-error"],
  ["invocation/next", "next"],
  ["restore/next", "restore-next"],
  ["restore/error", "restore-error"],
]);

function addresseeOf({ target }: RequestHead): Addressee {
  const [, path = ""] = /\/2018-06-01\/runtime\/(.*)$/.exec(target) ?? [];
  const plain = plainEndpoints.get(path);
  if (plain !== undefined) return { endpoint: plain, requestId: "" };
  const [, requestId = "", posted] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
  if (posted !== "response" && posted !== "error") return { endpoint: "other", requestId: "" };
  return { endpoint: posted, requestId: decodeURIComponent(requestId) };
}

function queue(replies: Map<Endpoint, Reply[]>, endpoint: Endpoint, reply: Reply): void {
  replies.set(endpoint, [...(replies.get(endpoint) ?? []), reply]);
}

function send(peer: Peer, { bytes, ending = "keep" }: Reply): void {
  peer.data.unsent = Buffer.concat([peer.data.unsent, Buffer.from(bytes)]);
  peer.data.ending = ending;
  flush(peer);
}

function flush(peer: Peer): void {
  const { data } = peer;
  const written = data.unsent.length > 0 ? peer.write(data.unsent) : 0;
  if (written > 0) data.unsent = data.unsent.subarray(written);
  if (data.unsent.length > 0) return;
  if (data.ending === "close") peer.end();
  if (data.ending === "reset") peer.terminate();
}

import type { Socket, TCPSocketListener } from "bun";
import { RequestReader } from "./request-reader.ts";

/** What came of some invocations. Times are of `performance.now()`. */
export interface Served {
  /** When the runtime first asked for an invocation. */
  readonly firstNext: number;
  /** When the last response was complete. */
  readonly responded: number;
  /** Bytes of the responses' bodies together. */
  readonly bytes: number;
}

interface Connection {
  readonly reader: RequestReader;
  unsent: Uint8Array;
}

type Peer = Socket<Connection>;

/** Invocations that are still to be handed out or answered. */
interface Batch {
  readonly reply: Uint8Array;
  toHandOut: number;
  toRespond: number;
  bytes: number;
  readonly resolve: (served: Served) => void;
  readonly reject: (error: Error) => void;
}

const accepted = Buffer.from("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
const continueAnswer = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n");
const noBytes = new Uint8Array(0);

/**
 * A Lambda Runtime API on loopback that does as little as it can: a reply is one ready-made buffer, a request's body is
 * only counted. What is measured is then the runtime, and not the other side of its socket.
 */
export class RuntimeApi implements Disposable {
  readonly #listener: TCPSocketListener<Connection>;
  readonly #open = new Set<Peer>();
  readonly #waiting = new Set<Peer>();
  #batch: Batch | undefined;
  #firstNext = 0;

  constructor() {
    this.#listener = Bun.listen<Connection>({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open: (peer) => {
          peer.data = { reader: new RequestReader(() => write(peer, continueAnswer)), unsent: noBytes };
          peer.setNoDelay(true);
          this.#open.add(peer);
        },
        data: (peer, bytes) => this.#received(peer, bytes),
        drain: flush,
        close: (peer) => this.#closed(peer),
      },
    });
  }

  /** Value of `AWS_LAMBDA_RUNTIME_API`. */
  get address(): string {
    return `127.0.0.1:${this.#listener.port}`;
  }

  /**
   * Another runtime is about to start. What the last one may still have asked for must not be answered: it would take the
   * invocation that is meant for the next one.
   */
  expectRuntime(): void {
    for (const peer of this.#open) peer.terminate();
    this.#open.clear();
    this.#waiting.clear();
    this.#firstNext = 0;
    this.#batch = undefined;
  }

  /**
   * Hands the event out this many times, to whichever GET next is waiting or comes.
   *
   * @returns when as many responses have come; rejects when the runtime posts an error.
   */
  invoke(event: string, times = 1): Promise<Served> {
    const { promise, resolve, reject } = Promise.withResolvers<Served>();
    this.#batch = { reply: invocation(event), toHandOut: times, toRespond: times, bytes: 0, resolve, reject };
    for (const peer of this.#waiting) this.#handOut(peer);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#listener.stop(true);
  }

  #closed(peer: Peer): void {
    this.#open.delete(peer);
    this.#waiting.delete(peer);
  }

  #received(peer: Peer, bytes: Uint8Array): void {
    if (!this.#open.has(peer)) return;
    for (const { head, bodyBytes, trailers } of peer.data.reader.push(bytes)) {
      if (head.startsWith("GET ")) {
        this.#firstNext ||= performance.now();
        this.#handOut(peer);
        continue;
      }
      write(peer, accepted);
      if (trailers !== "") this.#batch?.reject(new Error(`The response ended with an error: ${trailers.trim()}`));
      else if (/^POST \S+\/response /.test(head)) this.#responded(bodyBytes);
      else this.#batch?.reject(new Error(`The runtime posted an error: ${head}`));
    }
  }

  #handOut(peer: Peer): void {
    const batch = this.#batch;
    if (batch === undefined || batch.toHandOut === 0) {
      this.#waiting.add(peer);
      return;
    }
    this.#waiting.delete(peer);
    batch.toHandOut -= 1;
    write(peer, batch.reply);
  }

  #responded(bodyBytes: number): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    batch.bytes += bodyBytes;
    batch.toRespond -= 1;
    if (batch.toRespond > 0) return;
    this.#batch = undefined;
    batch.resolve({ firstNext: this.#firstNext, responded: performance.now(), bytes: batch.bytes });
  }
}

function invocation(event: string): Uint8Array {
  const body = Buffer.from(event);
  const head = [
    "HTTP/1.1 200 OK",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd",
    "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-central-1:000000000000:function:bench",
    "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0",
    `Lambda-Runtime-Deadline-Ms: ${Date.now() + 3_600_000}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]);
}

function write(peer: Peer, bytes: Uint8Array): void {
  if (peer.data.unsent.length > 0) {
    peer.data.unsent = Buffer.concat([peer.data.unsent, bytes]);
    return;
  }
  peer.data.unsent = bytes;
  flush(peer);
}

function flush(peer: Peer): void {
  const { data } = peer;
  if (data.unsent.length === 0) return;
  const written = peer.write(data.unsent);
  if (written > 0) data.unsent = data.unsent.subarray(written);
}

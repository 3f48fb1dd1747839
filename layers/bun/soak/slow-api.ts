import type { Socket } from "bun";
import { functionArn } from "../testing/runtime-api-stand-in.ts";

/** How often the reader takes its share. */
const tickMs = 10;

/** A Runtime API for one invocation of `bytes` bytes, which reads the response at a given pace and keeps none of it. */
export class SlowApi implements Disposable {
  readonly begun: Promise<void>;
  /** Bytes of the response so far, with its head and framing. */
  received = 0;
  finished = false;
  readonly #listener;
  readonly #timer;
  #peer: Socket | undefined;
  /** Bytes that may be read in this tick. */
  #allowance: number;

  constructor(bytes: number, bytesPerSecond: number) {
    const bytesPerTick = (bytesPerSecond * tickMs) / 1000;
    this.#allowance = bytesPerTick;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.begun = promise;
    this.#listener = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        data: (peer, data) => {
          if (data.toString("latin1", 0, 4) === "GET ") {
            if (!this.finished && this.received === 0) peer.write(invocation(bytes));
            return;
          }
          resolve();
          this.#receive(peer, data);
        },
      },
    });
    this.#timer = setInterval(() => {
      this.#allowance = Math.min(this.#allowance + bytesPerTick, bytesPerTick);
      if (this.#allowance > 0) this.#peer?.resume();
    }, tickMs);
  }

  get address(): string {
    return `127.0.0.1:${this.#listener.port}`;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#listener.stop(true);
  }

  #receive(peer: Socket, data: Buffer): void {
    this.#peer = peer;
    this.received += data.length;
    this.#allowance -= data.length;
    if (data.subarray(-5).equals(Buffer.from("0\r\n\r\n"))) {
      this.finished = true;
      peer.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    } else if (this.#allowance <= 0) peer.pause();
  }
}

function invocation(bytes: number): string {
  const event = JSON.stringify({ bytes });
  const deadline = Date.now() + 900_000;
  return `HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: soak\r\nLambda-Runtime-Deadline-Ms: ${deadline}\r\nLambda-Runtime-Invoked-Function-Arn: ${functionArn}\r\nContent-Length: ${event.length}\r\n\r\n${event}`;
}

import { randomInt } from "node:crypto";
import { hasCode } from "../bundler/error-code.ts";

/**
 * Below the ports that systems hand out by themselves (Linux from 32768, macOS from 49152): nobody who asks for any free
 * port is given one of these.
 */
const lowestPort = 20_000;
const highestPort = 32_767;

const attempts = 100;

/** A TCP port of 127.0.0.1 that no other caller of {@link reservePort} on this machine is given until it is disposed of. */
export interface ReservedPort extends Disposable {
  readonly port: number;
}

/**
 * Reserves a TCP port on which nobody listens, for a program that must be told its port. The reservation is the UDP port
 * of the same number, which leaves the TCP port to the program; once that listens, the reservation is needed no more.
 *
 * @throws Error when none is found.
 */
export async function reservePort(): Promise<ReservedPort> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(lowestPort, highestPort + 1);
    const reservation = await holdUdpPort(port);
    if (reservation === undefined) continue;
    if (isFree(port)) return { port, [Symbol.dispose]: () => reservation[Symbol.dispose]() };
    reservation[Symbol.dispose]();
  }
  throw new Error(`No free port was found between ${lowestPort} and ${highestPort}.`);
}

/** Holds a UDP port of 127.0.0.1 until it is disposed of; undefined when another has it. */
export async function holdUdpPort(port: number): Promise<Disposable | undefined> {
  try {
    const socket = await Bun.udpSocket({ hostname: "127.0.0.1", port });
    return { [Symbol.dispose]: () => socket.close() };
  } catch (error) {
    if (hasCode(error, "EADDRINUSE")) return undefined;
    throw error;
  }
}

function isFree(port: number): boolean {
  try {
    Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
    return true;
  } catch (error) {
    if (hasCode(error, "EADDRINUSE")) return false;
    throw error;
  }
}

import { randomInt } from "node:crypto";

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
    if (isFree(port)) return { port, [Symbol.dispose]: () => reservation.close() };
    reservation.close();
  }
  throw new Error(`No free port was found between ${lowestPort} and ${highestPort}.`);
}

/** Undefined when another has it. */
async function holdUdpPort(port: number): Promise<Bun.udp.Socket<"buffer"> | undefined> {
  try {
    return await Bun.udpSocket({ hostname: "127.0.0.1", port });
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  }
}

function isFree(port: number): boolean {
  try {
    Bun.listen({ hostname: "127.0.0.1", port, socket: { data() {} } }).stop(true);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

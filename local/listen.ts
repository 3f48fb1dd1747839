import type { Server } from "node:http";
import { PortInUseError } from "./port-in-use-error.ts";

/**
 * Has a server listen, and gives the port: the one that the system chose where `port` is 0.
 *
 * @throws PortInUseError when something else listens on the port.
 */
export async function listen(server: Server, port: number, hostname: string): Promise<number> {
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

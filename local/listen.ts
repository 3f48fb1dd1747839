import type { Server } from "node:http";
import { PortInUseError } from "./port-in-use-error.ts";

/**
 * Has a server listen, and gives the port: the one that the system chose where `port` is 0.
 *
 * @throws PortInUseError when something else listens on the port.
 */
export async function listen(server: Server, port: number, hostname: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const refuse = (error: NodeJS.ErrnoException): void => {
    reject(error.code === "EADDRINUSE" ? new PortInUseError(port, hostname) : error);
  };
  server.once("error", refuse);
  server.listen(port, hostname, () => {
    // A later error is not about listening, and must not end here.
    server.off("error", refuse);
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : port);
  });
  return promise;
}

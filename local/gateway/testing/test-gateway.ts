import { type GatewayOptions, startGateway } from "../gateway.ts";
import type { HttpServer } from "../http-server.ts";

export interface TestGateway extends HttpServer, AsyncDisposable {
  /** The lines that the gateway logged. */
  readonly lines: readonly string[];
}

/** A gateway on a free port that is stopped at the end of the scope: `await using gateway = …`. */
export async function testGateway(options: Omit<GatewayOptions, "port" | "log">): Promise<TestGateway> {
  const lines: string[] = [];
  const gateway = await startGateway({ ...options, port: 0, log: (line) => lines.push(line) });
  return { ...gateway, lines, [Symbol.asyncDispose]: () => gateway.stop() };
}

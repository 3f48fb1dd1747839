import type { Cors } from "../../functions/manifest/cors.ts";
import { type GatewayRoute, HttpApi } from "./http-api.ts";
import { type HttpServer, startHttpServer } from "./http-server.ts";
import { createRequestId } from "./request-id.ts";
import { sendAnswer } from "./send-answer.ts";

/** What an API is made of, and where it listens. */
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

/** Source: AWS documentation, "Quotas for HTTP APIs": payload size. */
const maxBodySize = 10 * 1024 * 1024;
const requestIds = { header: "Apigw-Requestid", create: createRequestId };

/**
 * Starts a local HTTP API in front of Lambda functions: events and responses of payload format 2.0.
 *
 * @throws PortInUseError when something else listens on the port.
 * @throws MalformedRouteKeyError for a route key that cannot be parsed.
 * @throws DuplicateRouteError for two routes that take the same requests.
 * @throws CorsConfigurationError for a CORS configuration that AWS refuses.
 */
export async function startGateway(options: GatewayOptions): Promise<HttpServer> {
  const { routes, cors, port, hostname = "127.0.0.1", stage = "$default", integrationTimeout = 30_000, log } = options;
  const onlyHostname = options.localHostsOnly === true ? hostname : undefined;
  const api = new HttpApi({ routes, cors, stage, onlyHostname, integrationTimeout, log });
  return startHttpServer({
    port,
    hostname,
    maxBodySize,
    drainTimeout: options.drainTimeout ?? 30_000,
    requestIds,
    log,
    respond: async ({ head, body, requestId, ownHeaders }, response) => {
      const answer = await api.answer(head, body, requestId);
      await sendAnswer(response, answer, ownHeaders());
      return String(answer.status);
    },
  });
}

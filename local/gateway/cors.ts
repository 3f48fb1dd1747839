import type { Cors } from "../../functions/manifest/cors.ts";
import type { HttpAnswer } from "./http-answer.ts";
import { headerOf, type RequestHead } from "./request-head.ts";

/** A CORS configuration that API Gateway would refuse. */
export class CorsConfigurationError extends Error {
  override readonly name = "CorsConfigurationError";
  readonly code = "CORS_CONFIGURATION";
}

/**
 * CORS as an HTTP API does it for its functions.
 *
 * A preflight (`OPTIONS` with an origin and a requested method) is answered with 204 before any route is looked for; the
 * CORS headers are there only if origin, method and every header are allowed, so that a browser refuses the rest. Every
 * other response loses the CORS headers that the function set and gets the configured ones if its origin is allowed.
 *
 * `allowOrigins` takes `*`, `http://*` and `https://*` besides single origins. The origin is sent back by name, with
 * `Vary: Origin`, unless every origin is allowed.
 *
 * The documentation does not say whether errors of the gateway itself carry CORS headers; here they do, because without
 * them a browser hides the error from the page.
 *
 * Source: AWS documentation, "Configure CORS for HTTP APIs in API Gateway".
 */
export class CorsPolicy {
  readonly #cors: Cors;

  /** @throws CorsConfigurationError for a combination that AWS refuses. */
  constructor(cors: Cors) {
    if (cors.allowCredentials && cors.allowOrigins.includes("*")) {
      throw new CorsConfigurationError('CORS: name the origins in allowOrigins; credentials are not allowed with "*".');
    }
    if (cors.maxAgeSeconds < -1 || cors.maxAgeSeconds > 86_400) {
      throw new CorsConfigurationError("CORS: maxAgeSeconds must be from -1 to 86400.");
    }
    this.#cors = cors;
  }

  /** The answer to a preflight, or `undefined` for every other request. */
  preflight(request: RequestHead): HttpAnswer | undefined {
    const origin = headerOf(request, "origin");
    const requestMethod = headerOf(request, "access-control-request-method");
    if (request.method !== "OPTIONS" || origin === undefined || requestMethod === undefined) return undefined;
    const requestHeaders = headerOf(request, "access-control-request-headers") ?? "";
    const allowOrigin = this.#allowOrigin(origin);
    const allowed = allowOrigin !== undefined && this.#allows(requestMethod, requestHeaders);
    return { status: 204, headers: allowed ? this.#preflightHeaders(allowOrigin) : [], body: new Uint8Array() };
  }

  /** The answer with the configured CORS headers in place of its own. */
  apply(request: RequestHead, answer: HttpAnswer): HttpAnswer {
    const own = answer.headers.filter(([name]) => !name.toLowerCase().startsWith("access-control-"));
    const origin = headerOf(request, "origin");
    const allowOrigin = origin === undefined ? undefined : this.#allowOrigin(origin);
    if (allowOrigin === undefined) return { ...answer, headers: own };

    const { exposeHeaders } = this.#cors;
    const expose =
      exposeHeaders.length === 0 ? [] : [["Access-Control-Expose-Headers", exposeHeaders.join(",")] as const];
    return { ...answer, headers: [...own, ...this.#originHeaders(allowOrigin), ...expose] };
  }

  #preflightHeaders(allowOrigin: string): HttpAnswer["headers"] {
    const { allowMethods, allowHeaders, maxAgeSeconds } = this.#cors;
    return [
      ...this.#originHeaders(allowOrigin),
      ["Access-Control-Allow-Methods", allowMethods.join(",")],
      ...(allowHeaders.length === 0 ? [] : [["Access-Control-Allow-Headers", allowHeaders.join(",")] as const]),
      ["Access-Control-Max-Age", String(maxAgeSeconds)],
    ];
  }

  #originHeaders(allowOrigin: string): HttpAnswer["headers"] {
    return [
      ["Access-Control-Allow-Origin", allowOrigin],
      ...(allowOrigin === "*" ? [] : [["Vary", "Origin"] as const]),
      ...(this.#cors.allowCredentials ? [["Access-Control-Allow-Credentials", "true"] as const] : []),
    ];
  }

  /** The value of `Access-Control-Allow-Origin`, or `undefined` where the origin is not allowed. */
  #allowOrigin(origin: string): string | undefined {
    const { allowOrigins } = this.#cors;
    if (allowOrigins.includes("*")) return "*";
    const scheme = /^https?:\/\//.exec(origin)?.[0];
    const allowed = allowOrigins.includes(origin) || (scheme !== undefined && allowOrigins.includes(`${scheme}*`));
    return allowed ? origin : undefined;
  }

  #allows(method: string, headers: string): boolean {
    const { allowMethods, allowHeaders } = this.#cors;
    if (!allowMethods.includes("*") && !allowMethods.includes(method)) return false;
    if (allowHeaders.includes("*")) return true;
    const known = new Set(allowHeaders.map((name) => name.toLowerCase()));
    return headers
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .every((name) => name === "" || known.has(name));
  }
}

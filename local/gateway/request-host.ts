import { type HttpAnswer, messageAnswer } from "./http-answer.ts";
import type { RequestHead } from "./request-head.ts";

/** What a browser sends for a page of this machine, without the port. */
const loopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The refusal of a request with more than one `Host`, otherwise `undefined`. One of HTTP/1.1 without any does not come
 * this far: Node's server refuses it.
 *
 * Source: RFC 9112, 3.2, "Request Target".
 */
export function refuseAmbiguousHost(request: RequestHead): HttpAnswer | undefined {
  return hostsOf(request).length > 1 ? messageAnswer(400, "Bad Request") : undefined;
}

/**
 * The refusal of a request for another host than this machine, or `hostname`, on any port; otherwise `undefined`. A web
 * page whose own name was made to resolve to 127.0.0.1 (DNS rebinding) still sends that name. A request of HTTP/1.0
 * without `Host` passes: no browser sends one.
 *
 * Source: RFC 9110, 15.5.20, "421 Misdirected Request".
 */
export function refuseForeignHost(request: RequestHead, hostname: string): HttpAnswer | undefined {
  const own = [...loopbackHosts, hostname.includes(":") ? `[${hostname}]` : hostname];
  const foreign = hostsOf(request).find((host) => !own.includes(host.toLowerCase().replace(/:\d*$/, "")));
  if (foreign === undefined) return undefined;
  return messageAnswer(
    421,
    `The Host header names another host than this machine. Against DNS rebinding by web pages, the local API answers ` +
      `only to ${[...new Set(own)].join(", ")}.`,
  );
}

function hostsOf(request: RequestHead): string[] {
  return request.headers.filter(([name]) => name.toLowerCase() === "host").map(([, value]) => value);
}

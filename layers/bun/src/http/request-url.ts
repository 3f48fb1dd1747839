import type { HttpEvent } from "./http-event.ts";
import { RefusedRequestError } from "./refused-request.ts";

/**
 * The URL of a request: scheme from `X-Forwarded-Proto`, host from `Host` or the domain that was called, path and query
 * as they came. Nothing is decoded; only what a URL may not contain is escaped, so that the characters of a path that
 * came decoded (a space, a question mark) stay in the path.
 *
 * A load balancer's health check has neither a host nor a scheme: its URL begins with `http://localhost`.
 *
 * @throws RefusedRequestError for a host that is none, and for a path with dot segments: a URL resolves those, so that
 * the app would serve another path than the one that the platform has routed and authorized.
 */
export function requestUrl(event: HttpEvent, headers: Headers): string {
  const host = headers.get("host") ?? event.domainName ?? "localhost";
  const origin = `${scheme(event, headers)}://${host}`;
  if (!isHost(host) || !URL.canParse(origin)) throw new RefusedRequestError(400, "The Host header is not a host");
  const query = event.query === "" ? "" : `?${escapeQuery(event.query)}`;
  return `${origin}${escapePath(event.path)}${query}`;
}

/** The client's scheme is the first where several proxies have each added theirs. */
function scheme({ shape }: HttpEvent, headers: Headers): "http" | "https" {
  const forwarded = headers.get("x-forwarded-proto")?.split(",", 1)[0]?.trim().toLowerCase();
  if (forwarded === "http" || forwarded === "https") return forwarded;
  return shape.startsWith("alb") ? "http" : "https";
}

/** A name, an IPv4 address or an IPv6 address in brackets, each with or without a port. */
function isHost(host: string): boolean {
  return /^(?:[\w.-]+|\[[\dA-Fa-f:.]+\])(?::\d{1,5})?$/.test(host);
}

/** Keeps the characters of RFC 3986, "Path", and escapes that are whole; everything else becomes an escape of its UTF-8. */
function escapePath(path: string): string {
  if (path === "") return "/";
  if (!path.startsWith("/")) throw new RefusedRequestError(400, "The path does not begin with a slash");
  if (path.split("/").some(isDotSegment)) throw new RefusedRequestError(400, "The path has dot segments");
  return path.toWellFormed().replaceAll(/%(?![\dA-Fa-f]{2})|[^\w.~!$&'()*+,;=:@/%-]/gu, encodeURIComponent);
}

function isDotSegment(segment: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}

/** A hash would end the query, and a URL drops line breaks and tabs; the URL's own rules do the rest. */
function escapeQuery(query: string): string {
  return query.replaceAll(/[\0- #]/g, encodeURIComponent);
}

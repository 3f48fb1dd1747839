import type { HttpEvent } from "./http-event.ts";
import { RefusedRequestError } from "./refused-request.ts";
import { requestUrl } from "./request-url.ts";

/** What the Fetch Standard forbids a `Request` to be. Source: Fetch Standard, "forbidden method". */
const forbiddenMethods = new Set(["CONNECT", "TRACE", "TRACK"]);

/** What the Fetch Standard gives no body to. */
const methodsWithoutBody = new Set(["GET", "HEAD"]);

/**
 * Makes the web-standard request of an event.
 *
 * @throws RefusedRequestError where a `Request` cannot carry it: a method that is forbidden or unknown to Bun, which
 * would become GET; a header, host or path that is not one.
 */
export function toRequest(event: HttpEvent, signal: AbortSignal): Request {
  const method = event.method.toUpperCase();
  const headers = toHeaders(event.headers);
  const body = methodsWithoutBody.has(method) ? null : (event.body ?? null);
  const request = new Request(requestUrl(event, headers), { method, headers, body, signal });
  if (forbiddenMethods.has(method) || request.method !== method) {
    throw new RefusedRequestError(501, "The request method is not supported");
  }
  return request;
}

function toHeaders(pairs: HttpEvent["headers"]): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) {
    try {
      headers.append(name, toByteString(value));
    } catch (cause) {
      throw new RefusedRequestError(400, "A header has a name or value that is not allowed", { cause });
    }
  }
  return headers;
}

/** Headers are bytes, each one a character: a character beyond Latin-1 becomes the bytes of its UTF-8. */
function toByteString(value: string): string {
  return value.replaceAll(/[^\0-\u{FF}]/gu, (character) =>
    String.fromCodePoint(...new TextEncoder().encode(character)),
  );
}

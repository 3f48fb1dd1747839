/** Headers of one connection, not of the response. Source: RFC 9110, 7.6.1, "Connection". */
const connectionHeaders = ["connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"];

/** A copy of a response's headers without those of the connection, which is the platform's own. */
export function resultHeaders(headers: Headers): Headers {
  const copy = new Headers(headers);
  for (const name of connectionHeaders) copy.delete(name);
  return copy;
}

/**
 * Names the type of a body that has none, because every platform would put in another one. Bun's `Response` has no
 * `Content-Type` where its body is a string, although the Fetch Standard gives it the one for text: so UTF-8 is text,
 * and anything else is bytes.
 *
 * @param start The body, or as much of it as is known yet.
 */
export function nameUntypedBody(headers: Headers, start: Uint8Array): void {
  if (start.length === 0 || headers.has("content-type") || headers.has("content-encoding")) return;
  headers.set("content-type", beginsAsUtf8(start) ? "text/plain;charset=utf-8" : "application/octet-stream");
}

/** The headers without `Set-Cookie`; several values of a name are joined with a comma. */
export function singleValues(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== "set-cookie"));
}

/** The headers with the values of each name, which are one but for `Set-Cookie`. */
export function multiValues(headers: Headers): Record<string, readonly string[]> {
  const values = Object.fromEntries(Object.entries(singleValues(headers)).map(([name, value]) => [name, [value]]));
  const cookies = headers.getSetCookie();
  return cookies.length > 0 ? { ...values, "set-cookie": cookies } : values;
}

/** A character that is cut off at the end may go on in what follows. */
function beginsAsUtf8(start: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

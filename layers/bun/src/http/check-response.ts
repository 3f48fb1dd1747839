import { RuntimeError } from "../runtime-error.ts";

/** Source: Fetch Standard, "null body status", without the informational ones. */
const statusesWithoutBody = new Set([204, 205, 304]);

/**
 * Makes sure that what an app returned can be sent, and takes away a body that HTTP does not send: that of an answer to
 * HEAD, and of 204, 205 and 304.
 *
 * @throws RuntimeError `Runtime.InvalidFetchResponse` where it is no `Response`, is `Response.error()` or
 * informational, or has a body that was read already.
 */
export function checkResponse(returned: unknown, method: string): Response {
  if (!(returned instanceof Response)) throw invalid(`fetch returned ${describeKind(returned)} instead of a Response`);
  const { status } = returned;
  if (status < 200 || status > 599)
    throw invalid(`fetch returned a Response with status ${status}, which ends nothing`);
  if (returned.bodyUsed || returned.body?.locked) {
    throw invalid("fetch returned a Response whose body is already read or locked: return a clone of it");
  }
  return method === "HEAD" || statusesWithoutBody.has(status) ? withoutBody(returned) : returned;
}

function withoutBody(response: Response): Response {
  const { status, statusText, headers, body } = response;
  // Whoever produces the body is told to stop; that this may fail changes nothing for the client.
  void body?.cancel().catch(() => undefined);
  return new Response(null, { status, statusText, headers });
}

function describeKind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

function invalid(message: string): RuntimeError {
  return new RuntimeError("Runtime.InvalidFetchResponse", message);
}

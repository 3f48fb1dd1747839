import type { IncomingMessage, ServerResponse } from "node:http";

/** What a runtime asks of the Runtime API. */
export type RuntimeRequest =
  | { readonly kind: "next" | "init-error" | "unknown" }
  | { readonly kind: "response" | "error"; readonly requestId: string };

/** What the Runtime API answers: JSON unless the headers say otherwise. */
export interface RuntimeReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const version = "/2018-06-01/runtime";
const answer = new RegExp(`^${version}/invocation/(?<requestId>[^/]+)/(?<kind>response|error)$`);

/** What a request is for, by its method and path. */
export function parseRuntimeRequest({ method, url = "" }: Pick<IncomingMessage, "method" | "url">): RuntimeRequest {
  if (method === "GET") return { kind: url === `${version}/invocation/next` ? "next" : "unknown" };
  if (method !== "POST") return { kind: "unknown" };
  if (url === `${version}/init/error`) return { kind: "init-error" };
  const { requestId, kind } = answer.exec(url)?.groups ?? {};
  if (requestId === undefined || (kind !== "response" && kind !== "error")) return { kind: "unknown" };
  return { kind, requestId };
}

/** Sends a reply; what the runtime may still be sending is read and dropped. */
export function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: RuntimeReply,
): void {
  request.resume();
  const bytes = Buffer.from(body);
  response.writeHead(status, { "Content-Type": "application/json", ...headers, "Content-Length": bytes.byteLength });
  response.end(bytes);
}

export function accepted(): RuntimeReply {
  return { status: 202, body: JSON.stringify({ status: "OK" }) };
}

export function refused(status: number, errorType: string, errorMessage: string): RuntimeReply {
  return { status, body: JSON.stringify({ errorMessage, errorType }) };
}

export function notFound(): RuntimeReply {
  return { status: 404, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: "404 page not found\n" };
}

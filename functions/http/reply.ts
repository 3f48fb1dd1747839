import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { GenericSchema, InferInput } from "valibot";
import type { Route } from "../manifest/route.ts";
import { toContentTag } from "./entity-tag.ts";
import type { HttpRequest } from "./http-request.ts";
import { isNotModified } from "./preconditions.ts";

type SuccessBody<R extends Route> = R["success"] extends { readonly mediaType: string }
  ? { readonly body: string | Uint8Array }
  : R["success"] extends { readonly body: infer Schema extends GenericSchema }
    ? { readonly body: InferInput<Schema> }
    : { readonly body?: undefined };

/**
 * What a handler answers when all went well. Status and media type are the route's: the body is a value that becomes JSON
 * or, where the route names a media type, a text or bytes.
 */
export type Reply<R extends Route> = { readonly headers?: ReplyHeaders } & SuccessBody<R>;

/** Names in lower case. */
export type ReplyHeaders = Readonly<Record<string, string>>;

/**
 * Puts a reply into the form that API Gateway takes. An answer to GET has a strong entity tag, the handler's, else one of
 * the body's bytes, unless the route says that nobody is to keep it; a caller that has that already gets 304 (RFC 9110,
 * sections 13.1.2 and 15.4.5).
 *
 * @throws HttpException 400 when If-None-Match is malformed.
 */
export function toResult<R extends Route>(
  route: R,
  reply: Reply<R>,
  requestHeaders: HttpRequest<R>["headers"],
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const { headers = {} } = reply;
  const body = serialize(route, reply.body);
  const etag = mayBeKept(route) && body !== undefined ? (headers["etag"] ?? toContentTag(body)) : undefined;
  const common = { ...commonHeaders(requestId), ...(etag !== undefined && revalidated(etag)) };
  if (etag !== undefined && isNotModified(requestHeaders, etag)) {
    return { statusCode: 304, headers: { ...common, ...headers } };
  }
  return {
    statusCode: route.success.status,
    headers: {
      ...common,
      ...(body !== undefined && { "content-type": route.success.mediaType ?? "application/json" }),
      ...headers,
    },
    ...(typeof body === "string" && { body }),
    ...(body instanceof Uint8Array && { body: body.toBase64(), isBase64Encoded: true }),
  };
}

function mayBeKept({ method, success }: Route): boolean {
  return method === "GET" && success.noStore !== true;
}

function serialize(route: Route, body: unknown): string | Uint8Array | undefined {
  if (body === undefined) return undefined;
  if (route.success.mediaType !== undefined && (typeof body === "string" || body instanceof Uint8Array)) return body;
  return JSON.stringify(body);
}

/** Headers of every answer. Nothing may be kept by a cache unless it says otherwise. */
export function commonHeaders(requestId: string): ReplyHeaders {
  return { "x-request-id": requestId, "cache-control": "no-store" };
}

/** May be kept, but only used after asking with the entity tag. */
function revalidated(etag: string): ReplyHeaders {
  return { etag, "cache-control": "private, no-cache" };
}

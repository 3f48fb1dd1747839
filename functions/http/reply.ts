import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { GenericSchema, InferInput } from "valibot";
import type { Route } from "../manifest/route.ts";

type SuccessBody<R extends Route> = R["success"] extends { readonly body: infer Schema extends GenericSchema }
  ? { readonly body: InferInput<Schema> }
  : { readonly body?: undefined };

/** What a handler answers when all went well. The status is the route's. */
export type Reply<R extends Route> = NotModified | ({ readonly headers?: ReplyHeaders } & SuccessBody<R>);

/** Names in lower case. */
export type ReplyHeaders = Readonly<Record<string, string>>;

/** The caller's copy is still good (RFC 9110, section 15.4.5). */
export interface NotModified {
  readonly notModified: { readonly etag: string };
}

/** Puts a reply into the form that API Gateway takes. */
export function toResult<R extends Route>(
  route: R,
  reply: Reply<R>,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  if ("notModified" in reply) {
    return { statusCode: 304, headers: { ...commonHeaders(requestId), ...revalidated(reply.notModified.etag) } };
  }
  const { headers = {}, body } = reply;
  return {
    statusCode: route.success.status,
    headers: {
      ...commonHeaders(requestId),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(headers["etag"] !== undefined && revalidated(headers["etag"])),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

/** Headers of every answer. Nothing may be kept by a cache unless it says otherwise. */
export function commonHeaders(requestId: string): ReplyHeaders {
  return { "x-request-id": requestId, "cache-control": "no-store" };
}

/** May be kept, but only used after asking with the entity tag. */
function revalidated(etag: string): ReplyHeaders {
  return { etag, "cache-control": "private, no-cache" };
}

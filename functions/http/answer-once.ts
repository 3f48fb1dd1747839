import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as v from "valibot";
import type { IdempotencyStore, KeyedRequest } from "../backend/application/ports/idempotency-store.ts";
import type { Invocation } from "../backend/application/ports/invocation.ts";
import type { Logger } from "../backend/application/ports/logger.ts";
import type { HttpEvent } from "./http-event.ts";
import { HttpException } from "./http-exception.ts";
import { requireIdempotencyKey } from "./idempotency-key.ts";

/** What makes an answer that has not been given before; `newId` is the same at every try of the request. */
export type Answering = (newId: string) => Promise<APIGatewayProxyStructuredResultV2>;

export interface OnceServices {
  readonly store: IdempotencyStore;
  readonly logger: Logger;
}

/** A request that is to be answered once. */
export interface OnceRequest {
  readonly event: HttpEvent;
  readonly callerId: string;
  readonly invocation: Invocation;
}

const keptAnswerSchema = v.object({
  statusCode: v.number(),
  headers: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  body: v.optional(v.string()),
  isBase64Encoded: v.optional(v.boolean()),
});

/**
 * Answers a request with an Idempotency-Key once: a second one with the same key, sent by the same caller within 24 hours,
 * gets the first one's answer, a refusal included, byte for byte; only `x-request-id` is its own, and
 * `idempotency-replayed: true` is added. An answer with 5xx is not kept: nothing may have happened, so the next try may
 * do it.
 *
 * Nothing is lost when the function is killed between the effect and the keeping of the answer, see the store: the next try
 * after the lease runs `answer` with the same `newId`, by which the operation finds what is there already.
 *
 * Source: draft-ietf-httpapi-idempotency-key-header-07.
 *
 * @throws HttpException 400 `idempotency-key-missing` or `invalid-request`, 409 `request-in-flight` with Retry-After, 422
 *   `idempotency-key-reused`; otherwise what `answer` throws.
 */
export async function answerOnce(
  { store, logger }: OnceServices,
  { event, callerId, invocation }: OnceRequest,
  answer: Answering,
): Promise<APIGatewayProxyStructuredResultV2> {
  const request: KeyedRequest = {
    callerId,
    key: requireIdempotencyKey(event.headers),
    fingerprint: fingerprintOf(event),
    invocationId: invocation.requestId,
    leaseMilliseconds: invocation.remainingMilliseconds(),
  };
  const claim = await store.claim(request);
  switch (claim.outcome) {
    case "answered":
      return replay(claim.answer, invocation.requestId);
    case "in-flight":
      throw new HttpException(
        409,
        "request-in-flight",
        "A request with this Idempotency-Key is being answered. Wait.",
        {
          headers: { "retry-after": "1" },
        },
      );
    case "mismatch":
      throw new HttpException(
        422,
        "idempotency-key-reused",
        "This Idempotency-Key was used for another request. Send a new one for each thing to do.",
        { errors: [{ header: "idempotency-key", detail: "Must be new." }] },
      );
    case "claimed":
      break;
  }

  const result = await answer(claim.newId);
  try {
    if ((result.statusCode ?? 500) < 500) await store.complete(request, JSON.stringify(result));
    else await store.release(request);
  } catch (error) {
    // The answer is true all the same; a later try does the work again and finds its effect.
    logger.warn("Answer not kept", { requestId: invocation.requestId, operationId: invocation.operationId, error });
  }
  return result;
}

function replay(kept: string, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { headers, body, isBase64Encoded, statusCode } = v.parse(keptAnswerSchema, JSON.parse(kept));
  return {
    statusCode,
    headers: { ...headers, "x-request-id": requestId, "idempotency-replayed": "true" },
    ...(body !== undefined && { body }),
    ...(isBase64Encoded !== undefined && { isBase64Encoded }),
  };
}

/** Of what is asked for: method, path, query and body to the byte. */
function fingerprintOf({ rawPath, rawQueryString, body = "", isBase64Encoded, requestContext }: HttpEvent): string {
  const bytes = isBase64Encoded ? Uint8Array.fromBase64(body) : body;
  const head = JSON.stringify([requestContext.http.method, rawPath, rawQueryString]);
  return new Bun.CryptoHasher("sha256").update(head).update(bytes).digest("base64url");
}

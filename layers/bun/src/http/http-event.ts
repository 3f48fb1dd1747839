import { readAlbEvent } from "./alb-event.ts";
import { notAnHttpEvent, webSocketNotSupported } from "./event-error.ts";
import { isJsonObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";
import { readPayload1 } from "./payload-1.ts";
import { readPayload2 } from "./payload-2.ts";

/**
 * Who asks, as far as it decides the form of the answer:
 * - `payload-2.0`: HTTP APIs and Lambda function URLs;
 * - `payload-1.0`: REST APIs, and HTTP APIs that are set to that format;
 * - `alb`, `alb-multi-value`: Application Load Balancers, by the target group's `lambda.multi_value_headers.enabled`.
 */
export type HttpEventShape = "payload-2.0" | "payload-1.0" | "alb" | "alb-multi-value";

/** What all shapes say of a request. Nothing is decoded, and nothing is checked against the rules of HTTP. */
export interface HttpEvent {
  readonly shape: HttpEventShape;
  readonly method: string;
  /** As the event has it, a stage in front included. */
  readonly path: string;
  /** Encoded, without a question mark in front; empty where there is none. */
  readonly query: string;
  /** In the event's order and case; a name may repeat. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The domain that was called, for a request without a `Host` header. */
  readonly domainName: string | undefined;
  /** Undefined where the event has none, or an empty one. */
  readonly body: Uint8Array | undefined;
  readonly requestContext: JsonObject;
}

/**
 * Reads an event of any shape that carries an HTTP request.
 *
 * @throws RuntimeError `Runtime.NotAnHttpEvent` for any other event, `Runtime.WebSocketNotSupported` for one of a
 * WebSocket API.
 */
export function readHttpEvent(event: unknown): HttpEvent {
  if (!isJsonObject(event)) throw notAnHttpEvent(event);
  const { requestContext } = event;
  if (!isJsonObject(requestContext) || isAuthorizerEvent(event)) throw notAnHttpEvent(event);
  if (isWebSocketContext(requestContext)) throw webSocketNotSupported();
  if (event["version"] === "2.0" && isJsonObject(requestContext["http"])) {
    return readPayload2(event, requestContext, requestContext["http"]);
  }
  if (isJsonObject(requestContext["elb"])) return readAlbEvent(event, requestContext);
  if ("httpMethod" in event) return readPayload1(event, requestContext);
  throw notAnHttpEvent(event);
}

function isWebSocketContext(requestContext: JsonObject): boolean {
  return "connectionId" in requestContext && "eventType" in requestContext;
}

/** A Lambda authorizer is shown the request, but asked for a policy: a response would be taken for a refusal. */
function isAuthorizerEvent(event: JsonObject): boolean {
  return "type" in event && ("routeArn" in event || "methodArn" in event);
}

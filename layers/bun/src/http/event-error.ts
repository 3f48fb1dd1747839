import { RuntimeError } from "../runtime-error.ts";
import { isJsonObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";

const maxKeys = 10;
const maxLabelLength = 100;

/**
 * The error of an event that carries no HTTP request. It names the sender as far as the event does, and never a value
 * of the event.
 */
export function notAnHttpEvent(event: unknown): RuntimeError {
  return new RuntimeError(
    "Runtime.NotAnHttpEvent",
    `A fetch handler was invoked with ${describeEvent(event)}, which is no HTTP request: it serves HTTP APIs, function ` +
      `URLs, REST APIs and load balancers. Export a function (event, context) for other events`,
  );
}

/** The error of an event that says it is HTTP but has a field of the wrong type. */
export function malformedHttpEvent(field: string, expected: string): RuntimeError {
  return new RuntimeError("Runtime.NotAnHttpEvent", `The HTTP event is malformed: ${field} is not ${expected}`);
}

/** The error of a WebSocket API's event: it has no request that a response could answer. */
export function webSocketNotSupported(): RuntimeError {
  return new RuntimeError(
    "Runtime.WebSocketNotSupported",
    "A fetch handler was invoked by a WebSocket API, whose events are no HTTP requests. " +
      "Export a function (event, context) for them",
  );
}

function describeEvent(event: unknown): string {
  if (Array.isArray(event)) return "an array";
  if (!isJsonObject(event)) return event === null ? "null" : `a ${typeof event}`;
  const sender = senderOf(event);
  if (sender !== undefined) return `an event of ${sender.slice(0, maxLabelLength)}`;
  const keys = Object.keys(event);
  if (keys.length === 0) return "an empty object";
  const shown = keys.slice(0, maxKeys).map((key) => key.slice(0, maxLabelLength));
  return `an event with the fields ${shown.join(", ")}${keys.length > maxKeys ? ", …" : ""}`;
}

/** Queues, streams, S3 and SNS (which writes it with a capital) name themselves in each record; EventBridge in `source`. */
function senderOf(event: JsonObject): string | undefined {
  if ("type" in event && ("routeArn" in event || "methodArn" in event)) return "an API's Lambda authorizer";
  const first: unknown = Array.isArray(event["Records"]) ? event["Records"][0] : undefined;
  const record = isJsonObject(first) ? first : {};
  const sender = record["eventSource"] ?? record["EventSource"] ?? event["eventSource"] ?? event["source"];
  return typeof sender === "string" ? sender : undefined;
}

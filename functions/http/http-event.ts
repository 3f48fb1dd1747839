import * as v from "valibot";
import { InvalidEventError } from "./invalid-event-error.ts";

const eventSchema = v.looseObject({
  version: v.literal("2.0"),
  rawPath: v.string(),
  rawQueryString: v.string(),
  headers: v.record(v.string(), v.string()),
  pathParameters: v.optional(v.record(v.string(), v.string())),
  body: v.optional(v.string()),
  isBase64Encoded: v.boolean(),
  requestContext: v.looseObject({
    stage: v.string(),
    http: v.looseObject({ method: v.string() }),
    /** What the authorizer said of the caller; it is judged where it is used. */
    authorizer: v.optional(v.looseObject({ lambda: v.optional(v.unknown()) })),
  }),
});

/** The parts of an HTTP API event that the adapter reads. */
export type HttpEvent = v.InferOutput<typeof eventSchema>;

/**
 * Source: AWS documentation, "Create AWS Lambda proxy integrations for HTTP APIs", payload format 2.0.
 *
 * @throws InvalidEventError
 */
export function toHttpEvent(event: unknown): HttpEvent {
  const result = v.safeParse(eventSchema, event);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InvalidEventError(`The event is no HTTP request: ${v.getDotPath(issue) ?? "it"} is not as expected.`);
}

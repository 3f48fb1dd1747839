import * as v from "valibot";
import { InvalidEventError } from "../http/invalid-event-error.ts";

const eventSchema = v.looseObject({
  version: v.literal("2.0"),
  type: v.literal("REQUEST"),
  /** The values of the identity sources: the Authorization header. API Gateway caches the answer under it. */
  identitySource: v.tuple([v.string()]),
  routeKey: v.string(),
  requestContext: v.looseObject({ requestId: v.string() }),
});

/** The parts of an authorizer's event that are read. */
export type AuthorizerEvent = v.InferOutput<typeof eventSchema>;

/**
 * Source: AWS documentation, "Control access to HTTP APIs with AWS Lambda authorizers", payload format 2.0.
 *
 * @throws InvalidEventError
 */
export function toAuthorizerEvent(event: unknown): AuthorizerEvent {
  const result = v.safeParse(eventSchema, event);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InvalidEventError(`The event is no authorizer's: ${v.getDotPath(issue) ?? "it"} is not as expected.`);
}

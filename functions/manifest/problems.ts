import type { GenericSchema } from "valibot";
import type { ProblemType } from "./problem-type.ts";
import type { Route } from "./route.ts";

/** A kind of failure, and the routes that can have it. */
interface CommonProblem extends ProblemType {
  applies(route: Route): boolean;
}

/** What can go wrong with more than one resource. What is one resource's own stands in its `problems.ts`. */
const commonProblems: readonly CommonProblem[] = [
  {
    code: "invalid-request",
    status: 400,
    description: "A parameter of the path, the query or the headers is not as required, or not known.",
    applies: ({ path }) => path !== "$default",
  },
  {
    code: "invalid-cursor",
    status: 400,
    description: "The cursor is none of this list with these filters.",
    applies: ({ request: { query } }) => hasEntry(query, "cursor"),
  },
  { code: "body-missing", status: 400, description: "There is no body.", applies: takesBody },
  {
    code: "malformed-json",
    status: 400,
    description: "The body is no JSON.",
    applies: takesBody,
  },
  { code: "malformed-text", status: 400, description: "The body is not encoded in UTF-8.", applies: takesBody },
  {
    code: "idempotency-key-missing",
    status: 400,
    description: "The header Idempotency-Key is missing.",
    applies: isIdempotent,
  },
  {
    code: "invalid-token",
    status: 401,
    description: "The token is misspelt, expired, revoked or of another stage.",
    applies: isSecured,
  },
  {
    code: "insufficient-scope",
    status: 403,
    description: "The token lacks the operation's scope.",
    applies: isSecured,
  },
  {
    code: "request-in-flight",
    status: 409,
    description: "A request with this Idempotency-Key is being answered.",
    applies: isIdempotent,
  },
  { code: "content-too-large", status: 413, description: "The body is larger than allowed.", applies: takesBody },
  {
    code: "unsupported-media-type",
    status: 415,
    description: "The body's content-type, charset or content-encoding is not taken.",
    applies: takesBody,
  },
  {
    code: "validation-failed",
    status: 422,
    description: "A value of the body is not as required.",
    applies: takesBody,
  },
  {
    code: "idempotency-key-reused",
    status: 422,
    description: "The Idempotency-Key was used for another request.",
    applies: isIdempotent,
  },
  {
    code: "precondition-required",
    status: 428,
    description: "The header If-Match is missing.",
    applies: requiresIfMatch,
  },
  { code: "internal-error", status: 500, description: "The service failed.", applies: () => true },
  {
    code: "overloaded",
    status: 503,
    description: "Too much is going on at once. Nothing was done; try again.",
    applies: usesDatabase,
  },
  {
    code: "unavailable",
    status: 503,
    description: "The database does not answer in time. What was asked for may have happened; try again.",
    applies: usesDatabase,
  },
];

/**
 * Everything that can go wrong with a route: what every route of its kind has, and what it declares. A handler answers
 * with no other problem.
 */
export function problemsOf(route: Route): readonly ProblemType[] {
  const common = commonProblems.filter((problem) => problem.applies(route));
  return [...common, ...(route.problems ?? [])].map(({ code, status, description }) => ({ code, status, description }));
}

/** Whether the caller must say which version of a resource is to be changed. */
export function requiresIfMatch({ request: { headers } }: Pick<Route, "request">): boolean {
  return hasEntry(headers, "if-match");
}

function takesBody({ request: { body, content } }: Route): boolean {
  return body !== undefined || content !== undefined;
}

function isIdempotent({ idempotent }: Route): boolean {
  return idempotent === true;
}

function isSecured({ scope }: Route): boolean {
  return scope !== "public";
}

function usesDatabase({ tables }: Route): boolean {
  return tables.length > 0;
}

/** Whether a schema of an object knows a member. */
function hasEntry(schema: GenericSchema | undefined, name: string): boolean {
  if (schema === undefined || !("entries" in schema)) return false;
  return typeof schema.entries === "object" && schema.entries !== null && name in schema.entries;
}

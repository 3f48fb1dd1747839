import type { ProblemType } from "../functions/manifest/problem-type.ts";
import type { Route } from "../functions/manifest/route.ts";
import { schemaOf } from "./json-schema.ts";

/** A kind of failure, and the routes that can have it. */
interface CommonProblem extends ProblemType {
  applies(route: Route): boolean;
}

const commonProblems: readonly CommonProblem[] = [
  {
    code: "invalid-request",
    status: 400,
    description: "A parameter of the path, the query or the headers is not as required, or not known.",
    applies: () => true,
  },
  {
    code: "invalid-cursor",
    status: 400,
    description: "The cursor is none of this list with these filters.",
    applies: ({ request: { query } }) => query !== undefined && "cursor" in (schemaOf(query).properties ?? {}),
  },
  { code: "body-missing", status: 400, description: "There is no body.", applies: takesBody },
  { code: "malformed-json", status: 400, description: "The body is no JSON.", applies: takesBody },
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
    applies: ({ request: { headers } }) => headers !== undefined && "if-match" in (schemaOf(headers).properties ?? {}),
  },
  { code: "internal-error", status: 500, description: "The service failed.", applies: () => true },
  {
    code: "service-unavailable",
    status: 503,
    description: "The service cannot answer in time just now. Nothing was done; try again.",
    applies: ({ tables }) => tables.length > 0,
  },
];

/** Everything that can go wrong with a route: what it declares, and what every route of its kind has. */
export function problemsOf(route: Route): readonly ProblemType[] {
  return [...commonProblems.filter((problem) => problem.applies(route)), ...(route.problems ?? [])];
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

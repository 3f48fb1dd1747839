import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as v from "valibot";
import type { ExceptionDetails } from "../backend/domain/exception/domain-exception.ts";
import { commonHeaders, type ReplyHeaders } from "./reply.ts";

/** Problem types are identifiers: the address names the problem, whether or not a page stands there. */
const typePrefix = "https://draht.dev/problems/";

const mediaType = "application/problem+json";

/** One value that is to be changed, and how. */
export type ProblemError =
  /** In the body, as a JSON Pointer in a URI fragment (RFC 6901, section 6). */
  | { readonly pointer: string; readonly detail: string }
  /** In the path or the query. */
  | { readonly parameter: string; readonly detail: string }
  | { readonly header: string; readonly detail: string };

/** A failure as the caller sees it. */
export interface Problem {
  readonly status: number;
  /** Stable, in kebab case. */
  readonly code: string;
  /** What to change. */
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  /** Of a conflict: facts of the current state, for a program to act on. */
  readonly details?: ExceptionDetails;
  readonly headers?: ReplyHeaders;
}

/**
 * Answers with `application/problem+json`: `type`, `title`, `status` and `detail`, and as extensions `code` (the last part
 * of `type`), `requestId` (also the header `x-request-id`, and in the log), where single values are at fault `errors`, and
 * with a conflict `details`.
 *
 * Source: RFC 9457, "Problem Details for HTTP APIs".
 */
export function toProblemResult(problem: Problem, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { status, code, detail, errors = [], details = {}, headers = {} } = problem;
  const body = {
    type: `${typePrefix}${code}`,
    title: toTitle(code),
    status,
    detail,
    code,
    requestId,
    ...(errors.length > 0 && { errors }),
    ...(Object.keys(details).length > 0 && { details }),
  };
  return {
    statusCode: status,
    headers: { ...commonHeaders(requestId), "content-type": mediaType, ...headers },
    body: JSON.stringify(body),
  };
}

const codedSchema = v.object({ code: v.string() });

/** The code of a problem that `toProblemResult` has made, now or for an earlier try; undefined of any other answer. */
export function problemCodeOf({ headers, body }: APIGatewayProxyStructuredResultV2): string | undefined {
  if (headers?.["content-type"] !== mediaType || body === undefined) return undefined;
  return v.parse(codedSchema, JSON.parse(body)).code;
}

/** `malformed-json` becomes `Malformed JSON`: the same for every occurrence of a type, as RFC 9457 wants it. */
function toTitle(code: string): string {
  const words = code.replaceAll("-", " ").replace("json", "JSON");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

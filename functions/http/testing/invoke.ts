import * as v from "valibot";
import { problemsOf } from "../../manifest/problems.ts";
import type { Route } from "../../manifest/route.ts";
import type { HttpHandler } from "../define-handler.ts";
import { type EventValues, httpEvent } from "./http-event.ts";

export const requestId = "8f5c3a52-3f6a-4c33-9d2b-6a5d1a2b3c4d";

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed where it is JSON; undefined when there is none. */
  readonly body: unknown;
}

export interface InvocationValues extends EventValues {
  /** A constant one unless given. */
  readonly requestId?: string;
  /** What the function has left of its time at any moment; 10 s unless given. */
  readonly remainingMilliseconds?: () => number;
}

/** Calls a handler as Lambda does, and makes sure that it answers as its route declares. */
export async function invoke(handler: HttpHandler, values: InvocationValues = {}): Promise<Answer> {
  const result = await handler(httpEvent(values), {
    awsRequestId: values.requestId ?? requestId,
    getRemainingTimeInMillis: values.remainingMilliseconds ?? (() => 10_000),
  });
  const { statusCode: status, headers = {}, body } = result;
  const isJson = /^application\/(problem\+)?json$/.test(String(headers["content-type"]));
  const answer = { status, headers, body: isJson && body !== undefined ? JSON.parse(body) : body };
  assertDeclared(handler.route, answer);
  return answer;
}

const problemSchema = v.looseObject({ code: v.string(), status: v.number() });

/** By status: what a caller needs to go on (RFC 9110, sections 10.2.2, 10.2.3 and 11.6.1). */
const neededHeaders: Readonly<Record<number, string>> = {
  201: "location",
  401: "www-authenticate",
  403: "www-authenticate",
  503: "retry-after",
};

function assertDeclared(route: Route, { status = 0, headers, body }: Answer): void {
  for (const name of ["x-request-id", neededHeaders[status] ?? []].flat()) {
    if (headers[name] === undefined) throw new Error(`${route.operationId} answers ${status} without ${name}.`);
  }
  if (status >= 400) {
    const { code, status: inBody } = v.parse(problemSchema, body);
    const isDeclared = problemsOf(route).some((problem) => problem.code === code && problem.status === status);
    if (!isDeclared) throw new Error(`${route.operationId} does not declare the problem ${code} (${status}).`);
    if (inBody !== status) throw new Error(`The problem says ${inBody}, the answer ${status}.`);
    return;
  }
  if (status === 304) return;
  if (status !== route.success.status) throw new Error(`${route.operationId} does not declare the status ${status}.`);
  if (route.success.body !== undefined) v.parse(route.success.body, body);
}

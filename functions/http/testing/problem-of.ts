import { expect } from "bun:test";
import * as v from "valibot";
import { type Answer, requestId } from "./invoke.ts";

const problemSchema = v.looseObject({ status: v.number(), code: v.string(), detail: v.string() });

/** The body of an answer that must be a problem, as every problem is. */
export function problemOf({ status, headers, body }: Answer): v.InferOutput<typeof problemSchema> {
  expect(headers["content-type"]).toBe("application/problem+json");
  expect(headers["x-request-id"]).toBe(requestId);
  const problem = v.parse(problemSchema, body);
  expect(problem.status).toBe(status ?? 0);
  return problem;
}

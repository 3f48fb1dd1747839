import { afterAll, beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import { fuzz } from "./fuzzer.ts";
import { startSubject, type Subject } from "./subject.ts";

let subject: Subject;
beforeAll(async () => {
  subject = await startSubject();
});
afterAll(() => subject[Symbol.asyncDispose]());

test("every answer to made-up requests is as documented, and each operation succeeds at least once", async () => {
  // The same every time: a failure here is one for everybody. `bun run fuzz:api` looks further.
  const { failure, requests, tally } = await fuzz({ ...subject, seed: 20_260_101, runs: 20, length: 40 });
  expect(failure).toBeUndefined();
  expect(requests).toBeGreaterThan(800);
  for (const { operation } of subject.endpoints) {
    const statuses = [...(tally.get(operation.operationId)?.keys() ?? [])];
    expect({ operation: operation.operationId, succeeded: statuses.some((status) => status < 300) }).toEqual({
      operation: operation.operationId,
      succeeded: true,
    });
  }
});

test("what no operation takes is a problem, whatever it is", async () => {
  const methods = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
  const segments = fc.array(fc.oneof(fc.constantFrom("clients", "sessions", "x"), fc.webSegment({ size: "small" })));
  const { url } = subject.target;
  await fc.assert(
    fc.asyncProperty(methods, segments, async (method, parts) => {
      const path = `/nowhere/${parts.join("/")}`;
      const response = await fetch(`${url}${path}`, { method });
      const isProblem = response.headers.get("content-type") === "application/problem+json";
      expect({ status: response.status, isProblem }).toEqual({ status: 404, isProblem: true });
    }),
    { seed: 20_260_101, numRuns: 100 },
  );
});

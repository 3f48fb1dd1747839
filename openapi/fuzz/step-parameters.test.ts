import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { currentDocument } from "../artefacts.ts";
import { endpointsOf } from "./endpoint.ts";
import { faultyParameters } from "./step-parameters.ts";

const endpoints = endpointsOf(currentDocument(), []);

/** What is tried in the place of an operation's parameter. */
function faultsOf(operationId: string, name: string): readonly unknown[] {
  const faults = endpoints
    .filter(({ operation }) => operation.operationId === operationId)
    .flatMap(faultyParameters)
    .filter(([key]) => key === name);
  return faults.flatMap(([, values]) => fc.sample(values, { seed: 1, numRuns: 50 }));
}

test("a required header is left out", () => {
  expect(new Set(faultsOf("updateClient", "header if-match"))).toEqual(new Set([undefined]));
});

test("a header that has a pattern gets what breaks it, and what arrives as it was sent", () => {
  const values = faultsOf("createClient", "header idempotency-key").filter((value) => value !== undefined);
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) expect(value).toMatch(/^(?![!#-[\]-~]{16,255}$)[!#-~](?:[ -~]*[!-~])?$/);
});

test("an optional parameter that takes any text has no fault", () => {
  expect(faultsOf("getClient", "header if-none-match")).toEqual([]);
});

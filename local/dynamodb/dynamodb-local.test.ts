import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { newestRelease } from "./dynamodb-local.ts";

test.each([
  [["dynamodb_local_2026-05-28", "dynamodb_local_2025-11-02"], "dynamodb_local_2026-05-28"],
  [["dynamodb_local_2026-9-30", "dynamodb_local_2026-10-1"], "dynamodb_local_2026-10-1"],
  [["dynamodb_local_2.10.0", "dynamodb_local_2.9.1"], "dynamodb_local_2.10.0"],
  [["dynamodb_local_v3.1.0", "dynamodb_local_2.9.1"], "dynamodb_local_v3.1.0"],
  [["dynamodb_local_v3.1.0", "dynamodb_local_2026-05-28"], "dynamodb_local_2026-05-28"],
  [["notes_9999", "dynamodb_local_docs", "dynamodb_local_1.0"], "dynamodb_local_1.0"],
])("of %j the newest is %s", (names, newest) => {
  expect(newestRelease(names)).toBe(newest);
});

test("without a release there is no newest one", () => {
  expect(newestRelease(["THIRD-PARTY-LICENSES.txt"])).toBeUndefined();
});

test("the order in which the folders are listed does not matter", () => {
  const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const names = [a, b].map((numbers) => `dynamodb_local_${numbers.join(".")}`);
      expect(newestRelease(names)).toBe(newestRelease(names.toReversed()));
    }),
    { numRuns: 100 },
  );
});

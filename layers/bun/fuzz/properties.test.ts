import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { fuzzProperty } from "./fuzz-property.ts";
import { fuzzProperties } from "./properties.ts";

test.each(fuzzProperties.map((property) => [property.name, property] as const))("%s", async (_name, property) => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const { holds, report } = await property.check({ runs: property.shortRuns, seed });
  expect(holds, report).toBe(true);
});

test("a property whose time is over before its first run is not said to fail", async () => {
  const property = fuzzProperty(
    "any",
    1,
    fc.property(fc.nat(), () => true),
  );
  expect(await property.check({ runs: 1, seed: 1, timeLimit: 0 })).toMatchObject({ holds: true, runs: 0 });
});

describe("a property that does not hold", () => {
  const property = fuzzProperty(
    "small",
    100,
    fc.property(fc.nat(), (value) => value < 1000),
  );

  test("is reported with what reproduces it", async () => {
    const found = await property.check({ runs: 1000, seed: 1 });
    expect([found.holds, found.seed]).toEqual([false, 1]);
    const again = await property.check({ runs: 1, seed: found.seed, path: found.path });
    expect(again.holds).toBe(false);
    expect(again.report).toContain("Counterexample: [1000]");
  });
});

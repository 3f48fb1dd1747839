import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { median } from "./statistics.ts";

test("the median is the middle value, or the mean of the middle two", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("there is none of no values", () => {
  expect(() => median([])).toThrow(RangeError);
});

test("as many values are below the median as above", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
    }),
    { numRuns: 200 },
  );
});

import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { median, middleHalf, quantile } from "./statistics.ts";

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

test("the middle half lies between the quartiles, interpolated", () => {
  expect(middleHalf([1, 2, 3, 4, 5])).toEqual([2, 4]);
  expect(middleHalf([4, 1, 3, 2])).toEqual([1.75, 3.25]);
  expect(middleHalf([7])).toEqual([7, 7]);
});

test("a quantile grows with its fraction, from the smallest value to the largest", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, fraction) => {
        expect(quantile(values, 0)).toBe(Math.min(...values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
        expect(quantile(values, fraction)).toBeLessThanOrEqual(quantile(values, (1 + fraction) / 2) + 1e-6);
      },
    ),
    { numRuns: 200 },
  );
});

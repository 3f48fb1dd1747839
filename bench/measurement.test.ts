import { expect, test } from "bun:test";
import { megabytes, milliseconds, timesBetter, type Measurement } from "./measurement.ts";

const samples = new Map([
  ["ours", [2, 1, 3]],
  ["theirs", [10, 9, 11]],
  ["none", []],
]);

test("of times, less is better", () => {
  expect(timesBetter({ metric: milliseconds("start"), samples }, "ours", "theirs")).toBe(5);
  expect(timesBetter({ metric: megabytes("memory"), samples }, "theirs", "ours")).toBe(0.2);
});

test("of rates, more is better", () => {
  const rate: Measurement = { metric: { name: "rate", unit: "per s", better: "more", digits: 0 }, samples };

  expect(timesBetter(rate, "ours", "theirs")).toBe(0.2);
});

test.each(["none", "never heard of"])("there is no ratio to what was not measured: %s", (other) => {
  expect(timesBetter({ metric: milliseconds("start"), samples }, "ours", other)).toBeUndefined();
});

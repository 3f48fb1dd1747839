import { expect, test } from "bun:test";
import { positiveInteger, positiveNumber } from "./number-option.ts";
import { UsageError } from "./usage-error.ts";

test("a number above 0 may have a fraction", () => {
  expect(positiveNumber("--minutes", "0.5")).toBe(0.5);
});

test("a whole number above 0 is read", () => {
  expect(positiveInteger("--count", "100")).toBe(100);
});

test.each(["", "abc", "0", "-1", "NaN", "Infinity", "1 minute"])("%j is no number above 0", (text) => {
  expect(() => positiveNumber("--minutes", text)).toThrow(new UsageError(`--minutes ${text} is not a number above 0.`));
});

test.each(["", "abc", "0", "-1", "1.5", "1e3", "99999999999999999999"])("%j is no whole number above 0", (text) => {
  expect(() => positiveInteger("--count", text)).toThrow(
    new UsageError(`--count ${text} is not a whole number above 0.`),
  );
});

import { expect, test } from "bun:test";
import { parseArgs } from "node:util";
import { isUsageError, UsageError } from "./usage-error.ts";

test("a command's own refusal is a usage error", () => {
  expect(isUsageError(new UsageError("--count 0 is not a number above 0."))).toBe(true);
});

test.each([
  ["an unknown option", "--unknown"],
  ["a missing value", "--count"],
  ["a value too many", "--help=yes"],
  ["a stray word", "word"],
])("%s is a usage error", (_, argument) => {
  expect(isUsageError(errorOf([argument]))).toBe(true);
});

test.each([
  ["a bug", new TypeError("undefined is not a function")],
  ["another failure", new Error("broken")],
  ["what is no error", "text"],
])("%s is none", (_, error) => {
  expect(isUsageError(error)).toBe(false);
});

function errorOf(args: string[]): unknown {
  try {
    return parseArgs({ args, options: { count: { type: "string" }, help: { type: "boolean" } } });
  } catch (error) {
    return error;
  }
}

import { expect, test } from "bun:test";
import { recordedErrorType } from "./function-failure.ts";

test.each([
  ["Runtime.ImportModuleError", "Runtime.ImportModuleError"],
  ["Function.TypeError", "Function.TypeError"],
  ["Function.type error", "Function.Unknown"],
  ["TypeError", "Runtime.Unknown"],
  ["", "Runtime.Unknown"],
  [undefined, "Runtime.Unknown"],
])("the reported type %p is recorded as %s", (reported, recorded) => {
  expect(recordedErrorType(reported)).toBe(recorded);
});

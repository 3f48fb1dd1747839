import { expect, test } from "bun:test";
import { createTraceId } from "./invocation.ts";

test("a trace header carries the time and is never the same", () => {
  const now = Date.parse("2016-12-01T18:00:00.500Z");

  expect(createTraceId(now)).toMatch(/^Root=1-58406520-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
  expect(createTraceId(now)).not.toBe(createTraceId(now));
});

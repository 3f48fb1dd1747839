import { expect, test } from "bun:test";
import { createTraceId } from "./trace-id.ts";

test("a trace id carries the time and is never the same", () => {
  const now = new Date("2016-12-01T18:00:00.500Z");

  expect(createTraceId(now)).toMatch(/^1-58406520-[0-9a-f]{24}$/);
  expect(createTraceId(now)).not.toBe(createTraceId(now));
});

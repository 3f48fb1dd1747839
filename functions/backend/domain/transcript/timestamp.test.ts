import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { timestampProblem } from "./timestamp.ts";

test("every time that JavaScript writes is one", () => {
  const date = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (time) => {
      expect(timestampProblem(time.toISOString())).toBeNull();
    }),
  );
});

test.each([
  "1985-04-12T23:20:50.52Z",
  "1996-12-19T16:39:57-08:00",
  "1990-12-31T15:59:60-08:00",
  "1937-01-01T12:00:27.87+00:20",
  "2024-02-29t00:00:00z",
  "2000-02-29T00:00:00.123456789Z",
])("%s is one", (text) => {
  expect(timestampProblem(text)).toBeNull();
});

test.each([
  "2026-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2026-04-31T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-01-02T24:00:00Z",
  "2026-01-02T03:60:00Z",
  "2026-01-02T03:04:05",
  "2026-01-02 03:04:05Z",
  "2026-01-02",
  "2026-01-02T03:04:05.Z",
  "2026-01-02T03:04:05+0100",
  "2026-01-02T03:04:05Z\n",
  "",
  1767323045678,
  null,
])("%j is none", (value) => {
  expect(timestampProblem(value)).toBeString();
});

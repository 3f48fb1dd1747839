import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { ValidationException } from "./exception/validation-exception.ts";
import { parseExpiry, expiryProblem } from "./expiry.ts";

const now = new Date("2026-01-02T03:04:05.678Z");

test.each([
  ["2026-01-02T03:04:06Z", "2026-01-02T03:04:06.000Z"],
  ["2026-01-02T03:04:05.679Z", "2026-01-02T03:04:06.000Z"],
  ["2026-01-02T03:04:06.000Z", "2026-01-02T03:04:06.000Z"],
  ["2026-01-02T05:04:06+02:00", "2026-01-02T03:04:06.000Z"],
  ["2026-01-02t03:04:06z", "2026-01-02T03:04:06.000Z"],
  ["2028-02-29T23:59:59Z", "2028-02-29T23:59:59.000Z"],
  ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
])("%s is kept as %s", (text, kept) => {
  expect(parseExpiry(text, now).toISOString()).toBe(kept);
});

describe("refuses", () => {
  test.each([
    "",
    "tomorrow",
    "2026-12-31",
    "2026-12-31T23:59:59",
    "2026-12-31 23:59:59Z",
    "2026-06-31T00:00:00Z",
    "2027-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-12-31T24:00:00Z",
    "2026-12-31T23:59:60Z",
    "2026-12-31T23:59:59+24:00",
    "2026-12-31T23:59:59Z\n",
    "9999-12-31T23:59:59.001Z",
    "9999-12-31T23:59:59-14:00",
    "+002026-12-31T23:59:59Z",
  ])("%j", (text) => {
    const problem = "Must be a date and time with its offset from UTC, such as 2026-12-31T23:59:59Z.";
    expect(expiryProblem(text)).toBe(problem);
    expect(() => parseExpiry(text, now)).toThrow(new ValidationException([{ path: ["expiresAt"], message: problem }]));
  });

  test.each(["2026-01-02T03:04:05Z", "2026-01-02T03:04:06+01:00", "1970-01-01T00:00:00Z"])("%s, the past", (text) => {
    expect(() => parseExpiry(text, now)).toThrow(
      new ValidationException([{ path: ["expiresAt"], message: "Must be in the future." }]),
    );
  });
});

test("takes any later time, and keeps it less than a second later", () => {
  const later = fc.date({ min: new Date(now.getTime() + 1000), max: new Date("9998-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(later, (time) => {
      const kept = parseExpiry(time.toISOString(), now).getTime();
      expect(kept % 1000).toBe(0);
      expect(kept - time.getTime()).toBeWithin(0, 1000);
    }),
    { numRuns: 200 },
  );
});

import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { bearerToken } from "./bearer-token.ts";

test("the scheme may be written in any case, with any number of spaces behind it", () => {
  const schemes = fc.mixedCase(fc.constant("bearer"));
  const tokens = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,40}={0,2}$/);
  fc.assert(
    fc.property(schemes, fc.integer({ min: 1, max: 5 }), tokens, (scheme, spaces, token) => {
      expect(bearerToken(scheme + " ".repeat(spaces) + token)).toBe(token);
    }),
    { numRuns: 200 },
  );
});

describe("no token is in", () => {
  test.each([
    "",
    "Bearer",
    "Bearer ",
    "Bearerabc",
    "Bearer\tabc",
    " Bearer abc",
    "Basic abc",
    "Bearer abc def",
    "Bearer abc,Bearer def",
    'Bearer "abc"',
    "Bearer ==",
    "Bearer äbc",
    "abc",
    "Bearer abc\nx",
  ])("%j", (header) => {
    expect(bearerToken(header)).toBeNull();
  });

  test("a header of 10 KB of spaces, which is refused at once", () => {
    expect(bearerToken(`Bearer ${" ".repeat(10_000)}!`)).toBeNull();
  });
});

test("any other header gives either nothing or a part of itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const token = bearerToken(`Bearer ${text}`);
      expect(token === null || token === text.trim()).toBe(true);
    }),
    { numRuns: 200 },
  );
});

import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { pauseAfter } from "./pause.ts";

test("a pause is any time up to a limit that doubles with each try, to half a second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (tries) => {
      const limit = Math.min(500, 50 * 2 ** (tries - 1));
      // That all of so many are in the same half happens once in 2^99.
      const pauses = Array.from({ length: 100 }, () => pauseAfter(tries));
      expect(Math.min(...pauses)).toBeWithin(0, limit / 2);
      expect(Math.max(...pauses)).toBeWithin(limit / 2, limit);
    }),
  );
});

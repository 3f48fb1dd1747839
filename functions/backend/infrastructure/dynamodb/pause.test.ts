import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { pauseAfter } from "./pause.ts";

test("a pause is at most twice as long as the one before, and never over half a second", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (tries) => {
      const pause = pauseAfter(tries);
      expect(pause).toBeGreaterThanOrEqual(0);
      expect(pause).toBeLessThanOrEqual(Math.min(500, 50 * 2 ** (tries - 1)));
    }),
  );
});

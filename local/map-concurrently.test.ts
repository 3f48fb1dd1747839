import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { mapConcurrently } from "./map-concurrently.ts";

test("whatever finishes first: results in the order of the items, as many under way as the limit lets", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat()),
      fc.integer({ min: 1, max: 5 }),
      async (scheduler, items, limit) => {
        let running = 0;
        let most = 0;
        const double = async (item: number): Promise<number> => {
          running += 1;
          most = Math.max(most, running);
          await scheduler.schedule(Promise.resolve());
          running -= 1;
          return item * 2;
        };

        const results = await scheduler.waitFor(mapConcurrently(items, limit, double));

        expect(results).toEqual(items.map((item) => item * 2));
        expect(most).toBe(Math.min(limit, items.length));
      },
    ),
    { numRuns: 100 },
  );
});

test("after a failure nothing new begins, and what is under way has settled before the error is thrown", async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const { promise: secondMayEnd, resolve: endSecond } = Promise.withResolvers<void>();

  const failed = mapConcurrently([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) {
      setImmediate(endSecond);
      throw new Error("first");
    }
    await secondMayEnd;
    ended.push(item);
  });

  expect(String(await failed.catch((error: unknown) => error))).toBe("Error: first");
  expect(begun).toEqual([1, 2]);
  expect(ended).toEqual([2]);
});
